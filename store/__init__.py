"""Files: canonical TOML in and out, the workspace, the crash journal, git, and readers of foreign files."""
