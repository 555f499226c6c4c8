"""Widgets shared by the screens: import each from its own module.

This package imports nothing, so that presenters may use the Qt-free values in `messages` and
`columns`.
"""
