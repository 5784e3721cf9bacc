"""What Telegram refuses, and what it makes of a text."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
)

from tests.telegram_server.echo import (
    keyboard,
    one_button,
    raw_call,
)
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é<b>x", "Can't find end tag corresponding to start tag b"),
        ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<a href=x y>z</a>", "Expected equal sign"),
        ('<span class="big">x</span>', 'must have class "tg-spoiler"'),
        ("eau & air", "unescaped &"),
        ("<a>ici</a>", "without a valid href"),
        ('<a href="pas un lien">ici</a>', "without a valid href"),
    ],
)
async def test_html_that_telegram_cannot_parse(
    bot: Bot, person: Person, html: str, problem: str
) -> None:
    with pytest.raises(BadRequest, match=r"(?i)can't parse entities") as caught:
        await bot.send_message(person.id, html, parse_mode="HTML")
    assert problem.lower() in str(caught.value).lower()


async def test_html_becomes_text_and_entities(bot: Bot, person: Person) -> None:
    source = (
        '🏛 <b>Titre <i>long</i></b> &lt;3 &amp; &#233; <a href="https://cerema.fr/a?b=1&amp;c=2">'
        "lien</a> <blockquote expandable>cité</blockquote> <code>x</code>"
    )
    sent = await bot.send_message(person.id, f"  {source}\n", parse_mode="HTML")
    shown = person.last
    assert shown.text == "🏛 Titre long <3 & é lien cité x"
    assert shown.links == [("lien", "https://cerema.fr/a?b=1&c=2")]
    assert [sent.parse_entity(entity) for entity in sent.entities[:2]] == ["Titre long", "long"]
    assert [entity.type for entity in sent.entities] == [
        "bold", "italic", "text_link", "expandable_blockquote", "code",
    ]  # fmt: skip


async def test_swallowed_faults_pass_when_not_strict(
    server: TelegramServer, bot: Bot, person: Person
) -> None:
    server.world.settings.strict_html = False
    await bot.send_message(person.id, "eau & air <a>ici</a> &copy;", parse_mode="HTML")
    assert person.last.text == "eau & air ici &copy;"


async def test_length_is_counted_in_utf16_after_parsing(bot: Bot, person: Person) -> None:
    await bot.send_message(person.id, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    await bot.send_message(person.id, "🏛" * 2048)
    with pytest.raises(BadRequest, match=r"(?i)message is too long"):
        await bot.send_message(person.id, "🏛" * 2048 + "a")
    for empty in ("  \n", "<b> </b>"):
        with pytest.raises(BadRequest, match=r"(?i)text must be non-empty"):
            await bot.send_message(person.id, empty, parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await bot.send_document(person.id, b"x", filename="a.csv", caption="a" * 1025)


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        (keyboard("ok", data="é" * 32 + "x"), "(?i)button_data_invalid"),
        (keyboard(" "), "(?i)button_text_invalid"),
        (keyboard(*["x"] * 101), "(?i)reply markup is too long"),
        (
            one_button("pas un lien"),
            "(?i)wrong http url",
        ),
        (one_button(), "(?i)text buttons are unallowed"),
    ],
)
async def test_keyboards_that_telegram_refuses(
    bot: Bot, person: Person, markup: InlineKeyboardMarkup, problem: str
) -> None:
    with pytest.raises(BadRequest, match=problem):
        await bot.send_message(person.id, "x", reply_markup=markup)


async def test_edits(bot: Bot, person: Person) -> None:
    sent = await bot.send_message(person.id, "un", reply_markup=keyboard("A", data="é" * 32))
    edited = await bot.edit_message_text("deux", person.id, sent.message_id)
    assert isinstance(edited, object)
    assert [version.text for version in person.last.versions] == ["un", "deux"]
    assert person.last.buttons == []
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("deux", person.id, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("deux", person.id, 999)
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("deux", person.id, person.messages[0].message_id)
    await bot.delete_message(person.id, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(person.id, sent.message_id)


async def test_chats_the_bot_may_not_write_to(
    server: TelegramServer, bot: Bot, person: Person
) -> None:
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(42, "x")
    stranger = server.user(1002)
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "x")
    await person.block()
    with pytest.raises(Forbidden, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(person.id, "x")
    await person.start()
    await bot.send_message(person.id, "x")
    group = server.group(person)
    new = await group.migrate(person)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "x")
    assert caught.value.new_chat_id == new.id
    await new.remove_bot(person)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(new.id, "x")


async def test_token_and_method(server: TelegramServer, bot: Bot) -> None:
    wrong = Bot("1:wrong", f"{server.root}/bot")
    with pytest.raises(InvalidToken):
        await wrong.get_me()
    await wrong.request.shutdown()
    status, body = await raw_call(server, "getNothing", {"a": 1})
    assert (status, body["description"]) == (404, "Not Found: method not found")
    assert (await bot.get_me()).username == "petites_villes_test_bot"


async def test_commands_and_descriptions(bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("aide", "Aide")], scope=scope, language_code="fr")
    found = await bot.get_my_commands(scope, "fr")
    assert found == (BotCommand("aide", "Aide"),)
    assert await bot.get_my_commands() == ()
    for faulty, problem in [
        ([("Aide", "x")], "BOT_COMMAND_INVALID"),
        ([("aide", "x" * 257)], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([(f"c{number}", "x") for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ]:
        with pytest.raises(BadRequest, match=f"(?i){problem}"):
            await bot.set_my_commands(faulty)
    await bot.set_my_description("d" * 512)
    assert (await bot.get_my_description()).description == "d" * 512
    with pytest.raises(BadRequest):
        await bot.set_my_description("d" * 513)
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("d" * 121)


async def test_files_go_both_ways(bot: Bot, person: Person) -> None:
    sent = await bot.send_document(person.id, b"a;b\n", filename="journal.csv", caption="<b>x</b>",
                                   parse_mode="HTML")  # fmt: skip
    assert person.last.file == b"a;b\n"
    assert sent.document is not None
    assert sent.document.file_name == "journal.csv"
    voice = await person.send_voice(b"OggS bonjour")
    [update] = await bot.get_updates()
    assert update.update_id == voice.update_ids[0]
    assert update.message is not None
    assert update.message.voice is not None
    file = await update.message.voice.get_file()
    assert await file.download_as_bytearray() == b"OggS bonjour"


async def test_inline_results_are_limited(
    server: TelegramServer, bot: Bot, person: Person
) -> None:
    asked = await person.inline("ort")
    assert asked.press is not None
    content = InputTextMessageContent("x")
    results = [InlineQueryResultArticle(str(number), "t", content) for number in range(51)]
    everything = [result.to_dict() for result in results]
    raw = {"inline_query_id": asked.press.id, "results": everything}
    status, body = await raw_call(server, "answerInlineQuery", raw)
    assert status == 400
    assert body["description"] == "Bad Request: too many inline query results specified"
    await bot.answer_inline_query(asked.press.id, results[:50])
    assert asked.press.answer is not None
    assert len(asked.press.answer["results"]) == 50


async def test_old_presses_are_refused(server: TelegramServer, bot: Bot, person: Person) -> None:
    await bot.send_message(person.id, "x", reply_markup=keyboard("A"))
    server.world.settings.callback_lifetime = -1
    sent = await person.press("A")
    assert sent.press is not None
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(sent.press.id)
