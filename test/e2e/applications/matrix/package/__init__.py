from package.inner import VALUE  # noqa: F401
