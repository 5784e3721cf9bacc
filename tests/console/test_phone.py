"""What a phone would show, in our own marks: known ones alone, all else as text."""

from bot.console.phone import drawn


def test_folds_open_without_a_script() -> None:
    html = 'Oui.\n<blockquote expandable><b>Sources :</b>\nun <a href="https://a.fr/?b=1&amp;c=2">guide</a></blockquote>\nFin'
    assert drawn(html) == (
        "Oui.\n"
        '<details class="fold"><summary><b>Sources :</b></summary><div class="folded">un '
        '<a href="https://a.fr/?b=1&amp;c=2" rel="noopener noreferrer">guide</a>'
        "</div></details>Fin"
    )


def test_nothing_else_gets_through() -> None:
    html = "<script>alert(1)</script><a href='javascript:x'>y</a><img src=x onerror=z>&lt;b&gt;"
    assert drawn(html) == "alert(1)<a>y</a>&lt;b&gt;"
