"""What the editor screen can do, one module for each kind of work; `tui.screens.editor` puts them together."""
