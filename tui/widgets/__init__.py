"""The parts of the screens. `basis.py` and `frame.py` cure Textual; the others know declarations."""
