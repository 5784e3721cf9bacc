"""What an update must look like to be handled: the parts that we read, with their types.

python-telegram-bot takes any JSON into its objects; what is wrong there would fail much later.
Source: https://core.telegram.org/bots/api#update
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""What a database can keep; Telegram's own numbers have 52 bits."""


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Chat(_Shape):
    id: Id
    type: str


class _User(_Shape):
    id: Id
    is_bot: bool
    first_name: str


class _Entity(_Shape):
    type: str
    offset: int = Field(ge=0)
    length: int = Field(ge=0)


class _Message(_Shape):
    message_id: Id
    date: int = Field(ge=0, lt=2**33)
    edit_date: int | None = Field(None, ge=0, lt=2**33)
    chat: _Chat
    sender: _User | None = Field(None, alias="from")
    text: str | None = None
    entities: list[_Entity] = []


class _Press(_Shape):
    id: str
    sender: _User = Field(alias="from")
    message: _Message | None = None
    data: str | None = None


class _InlineQuery(_Shape):
    id: str
    sender: _User = Field(alias="from")
    query: str
    offset: str


class _Chosen(_Shape):
    result_id: str
    sender: _User = Field(alias="from")
    query: str


class _Membership(_Shape):
    chat: _Chat
    sender: _User = Field(alias="from")
    date: int = Field(ge=0, lt=2**33)


class UpdateShape(_Shape):
    """An update of a kind that we asked for; ``model_validate`` raises on any other."""

    update_id: Id
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Press | None = None
    inline_query: _InlineQuery | None = None
    chosen_inline_result: _Chosen | None = None
    guest_message: _Message | None = None
    my_chat_member: _Membership | None = None
