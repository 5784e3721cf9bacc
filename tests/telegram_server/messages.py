"""Methods that write, change and take back messages."""

from typing import Final

from .chats import Chat, Json, Message, Version
from .errors import bad_request, cannot_parse_entities
from .html import HtmlParser
from .keyboards import parsed_markup
from .requests import Params
from .text import MAX_CAPTION, MAX_TEXT, Entity, found_entities, trimmed, utf16_length
from .world import World

ACTIONS: Final = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
})  # fmt: skip
REACTIONS: Final = frozenset("👍👎🔥🥰👏😁🤔🤯🙏👌💯🤝✍🤗🎉🤩👀")
"""Some of those that anybody may set."""


def formatted(world: World, params: Params, name: str) -> tuple[str, list[Entity]]:
    """The plain text and entities of ``text`` or ``caption``."""
    source, mode = params.text(name), params.text("parse_mode").lower()
    given = params.json("entities" if name == "text" else "caption_entities")
    entities: list[Entity] = list(given or [])
    if mode == "html":
        source, entities = HtmlParser(source, strict=world.settings.strict_html).parse()
    elif mode in {"markdown", "markdownv2"}:
        raise cannot_parse_entities("this test server reads HTML only")
    elif mode:
        raise bad_request("unsupported parse_mode")
    text, kept = trimmed(source, entities)
    spans = [(e["offset"], e["offset"] + e["length"]) for e in kept]
    kept += [
        entity
        for entity in found_entities(text)
        if not any(begin <= entity["offset"] < end for begin, end in spans)
    ]
    return text, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _text_of(world: World, params: Params, too_long: str) -> tuple[str, list[Entity]]:
    text, entities = formatted(world, params, "text")
    if not text:
        given = params.text("text")
        raise bad_request("text must be non-empty" if given else "message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request(too_long)
    return text, entities


def _caption_of(world: World, params: Params) -> tuple[str, list[Entity]]:
    text, entities = formatted(world, params, "caption")
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def _reply_part(chat: Chat, params: Params) -> Json:
    reply = params.json("reply_parameters") or {}
    message_id = int(reply.get("message_id") or params.integer("reply_to_message_id", 0))
    if not message_id:
        return {}
    answered = chat.messages.get(message_id)
    if answered is None or answered.deleted:
        if reply.get("allow_sending_without_reply") or params.boolean(
            "allow_sending_without_reply"
        ):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": answered.to_json(with_reply=False)}


def send_message(world: World, params: Params) -> Json:
    """sendMessage."""
    text, entities = _text_of(world, params, "message is too long")
    markup = parsed_markup(params.json("reply_markup"))
    chat = world.chat_for_bot(params.text("chat_id"))
    extra = _reply_part(chat, params)
    message = world.new_message(chat, world.bot, text, entities, markup=markup, extra=extra)
    return message.to_json()


def send_document(world: World, params: Params) -> Json:
    """sendDocument: a file uploaded, or one known by its identifier."""
    caption, entities = _caption_of(world, params)
    markup = parsed_markup(params.json("reply_markup"))
    chat = world.chat_for_bot(params.text("chat_id"))
    upload = params.upload("document")
    stored = world.files.get(params.text("document"))
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        stored = world.store(upload, "documents")
    if stored is None:
        known = "wrong file identifier/HTTP URL specified"
        given = params.text("document")
        raise bad_request(known if given else "there is no document in the request")
    name, mime = stored.upload.name, stored.upload.mime
    document = {**stored.to_json(), "file_name": name, "mime_type": mime}
    message = world.new_message(
        chat,
        world.bot,
        caption,
        entities,
        markup=markup,
        content={"document": document},
        extra=_reply_part(chat, params),
        file=stored.upload.data,
    )
    return message.to_json()


def _own_message(world: World, params: Params) -> Message:
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = world.chat_for_bot(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, version: Version) -> Json:
    shown = message.shown
    new = (version.text, version.entities, version.markup)
    if new == (shown.text, shown.entities, shown.markup):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    world.edit(message, version)
    return message.to_json()


def edit_message_text(world: World, params: Params) -> Json:
    """editMessageText."""
    text, entities = _text_of(world, params, "MESSAGE_TOO_LONG")
    markup = parsed_markup(params.json("reply_markup"))
    message = _own_message(world, params)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, Version(text, entities, markup, world.now()))


def edit_message_caption(world: World, params: Params) -> Json:
    """editMessageCaption."""
    text, entities = _caption_of(world, params)
    markup = parsed_markup(params.json("reply_markup"))
    message = _own_message(world, params)
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    return _change(world, message, Version(text, entities, markup, world.now()))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """editMessageReplyMarkup: no keyboard given takes it away."""
    markup = parsed_markup(params.json("reply_markup"))
    message = _own_message(world, params)
    shown = message.shown
    return _change(world, message, Version(shown.text, shown.entities, markup, world.now()))


def delete_message(world: World, params: Params) -> bool:
    """deleteMessage."""
    chat = world.chat_for_bot(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    if not message.from_bot and chat.kind != "private":
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    world.changes.notify()
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """setMessageReaction."""
    chat = world.chat_for_bot(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to react not found")
    reactions = [one["emoji"] for one in params.json("reaction") or []]
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not set(reactions) <= REACTIONS:
        raise bad_request("REACTION_INVALID")
    message.reactions = reactions
    world.changes.notify()
    return True


def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction."""
    action = params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.chat_for_bot(params.text("chat_id")).actions.append(action)
    return True
