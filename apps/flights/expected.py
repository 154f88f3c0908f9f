"""The figures that flights.py must report, worked out from the CSV files without Spark.

    expected.py FOLDER        prints a JSON array with the report's rows, in order
"""

import csv
import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path


def table(folder: Path, name: str) -> list[dict[str, str | None]]:
    with (folder / f"{name}.csv").open(newline="") as file:
        return [{k: None if v == "NA" else v for k, v in row.items()} for row in csv.DictReader(file)]


def mean(values: list[int]) -> float | None:
    """Rounded to two decimals, halves away from zero; of nothing, nothing."""
    if not values:
        return None
    return float(Decimal(sum(values) / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def row(airline: str, trips: list[dict]) -> dict:
    left = [t for t in trips if t["delay"] is not None]
    return {
        "airline": airline,
        "flights": len(trips),
        "cancelled": len(trips) - len(left),
        "delay": mean([t["delay"] for t in left]),
        "delay_in_rain": mean([t["delay"] for t in left if t["rain"]]),
        "delay_in_wind": mean([t["delay"] for t in left if t["wind"]]),
        "late_percent": mean([100 if t["delay"] > 15 else 0 for t in left]),
        "plane_age": mean([t["age"] for t in trips if t["age"] is not None]),
    }


def expected(folder: Path) -> list[dict]:
    """The report's rows for the CSV files of a folder."""
    names = {r["carrier"]: r["name"] for r in table(folder, "airlines")}
    built = {r["tailnum"]: r["year"] for r in table(folder, "planes")}
    weather = {(r["origin"], r["time_hour"]): r for r in table(folder, "weather")}

    airlines = defaultdict(list)
    for flight in table(folder, "flights"):
        then = weather.get((flight["origin"], flight["time_hour"]), {})
        year = built.get(flight["tailnum"])
        airlines[names.get(flight["carrier"], flight["carrier"])].append(
            {
                "delay": None if flight["dep_delay"] is None else int(flight["dep_delay"]),
                "rain": float(then.get("precip") or 0) > 0,
                "wind": float(then.get("wind_speed") or 0) >= 20,
                "age": None if year is None else int(flight["year"]) - int(year),
            }
        )

    rows = [row(airline, trips) for airline, trips in airlines.items()]
    rows.append(row("All airlines", [trip for trips in airlines.values() for trip in trips]))
    return sorted(rows, key=lambda r: (-r["flights"], r["airline"]))[:10]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(json.dumps(expected(Path(sys.argv[1])), indent=2))
