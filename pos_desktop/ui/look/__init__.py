"""How everything looks: colours, type, fonts, icons, the style sheet. Start at `appearance`."""
