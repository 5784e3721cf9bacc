"""A local Telegram Bot API server for tests.

``server`` starts it, ``people`` and ``groups`` act on it as persons do, ``running`` runs the bot
against it, ``faults`` spoils its answers; ``tests.dialogue`` plays whole conversations::

    async with TelegramServer() as server, BotProcess(server, env={"DATABASE_URL": url}):
        await play(server.user(), [
            Step(send="/start", reply="Bonjour", buttons=["Revitalisation", "…"]),
            Step(press="Revitalisation", edited="Revitalisation des centres"),
        ])
"""
