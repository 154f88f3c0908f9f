def price(row):
    return row["pieces"] * row["each"]
