"""The baseline: a bare Textual app with one stock field."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Label


class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Label("READY")
        yield Input()


if __name__ == "__main__":
    Hello().run(mouse=False)
