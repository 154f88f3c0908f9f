def rows():
    return [{"pieces": 2, "each": 5}]
