"""The basis of every screen: one table of actions gives it its keys, its footer, its help and its palette."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import work
from textual.binding import Binding

from tui.actions import Action, Where
from tui.widgets.basis import QuietScreen

if TYPE_CHECKING:
    from tui.app import JixiaoApp


def bindings_of(actions: Sequence[Action], by_widgets: frozenset[str] = frozenset()) -> Iterator[Binding]:
    """The keys that a screen answers itself; those of the actions `by_widgets` are answered by its widgets.

    A key that works in fields too comes before the widget's own; a letter never does.
    """
    for action in actions:
        if action.id not in by_widgets:
            everywhere = action.where in (Where.ANYWHERE, Where.FIELD)
            yield Binding(",".join(action.keys), action.id, action.title, show=False, priority=everywhere)


class ActingScreen(QuietScreen):
    """A screen whose keys, help and palette follow from its table of actions.

    A subclass sets `ACTIONS` (a table of `tui.actions`) and answers each id with a method `action_<id>`; `help`,
    `palette`, `redraw` and `interrupt` are answered here.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    BY_WIDGETS: ClassVar[frozenset[str]] = frozenset()
    """ids that the focused widget answers itself; the table lists them for the help and the footer"""
    HELP_TITLE: ClassVar[str] = "帮助：按键"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "ACTIONS" in cls.__dict__:
            own = cls.__dict__.get("BINDINGS", ())
            cls.BINDINGS = [*own, *bindings_of(cls.ACTIONS, cls.BY_WIDGETS)]
        super().__init_subclass__(**kwargs)

    @property
    def jixiao(self) -> JixiaoApp:
        return cast("JixiaoApp", self.app)

    def say(self, text: str) -> None:
        """Tell the user something; each screen has its own line for it."""

    @work
    async def action_help(self) -> None:
        from tui.screens.help import key_sheet
        from tui.screens.read import ReadScreen

        actions = self.ACTIONS
        await self.app.push_screen_wait(ReadScreen(self.HELP_TITLE, lambda cells: key_sheet(cells, actions)))

    @work
    async def action_palette(self) -> None:
        from tui.screens.palette import choose_action

        chosen = await choose_action(self.app, self.ACTIONS, self.BY_WIDGETS)
        if chosen is not None:
            await self.run_action(chosen)

    def action_redraw(self) -> None:
        self.jixiao.action_redraw()

    def action_interrupt(self) -> None:
        self.say("内容都在。")
