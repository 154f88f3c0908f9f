"""Tests of the job on a few rows with known answers, against a local Spark. From the project's folder:

docker run --rm -v "$PWD/apps/flights:/app:ro" -w /app workshop.invalid/spark-workshop/spark:<tag> python3 -m unittest -v
"""

import json
import tempfile
import unittest
from pathlib import Path

from pyspark.sql import SparkSession

import expected
import flights

FLIGHTS = """\
year,month,day,dep_time,sched_dep_time,dep_delay,arr_time,sched_arr_time,arr_delay,carrier,flight,tailnum,origin,dest,air_time,distance,hour,minute,time_hour
2013,1,1,517,515,2,830,819,11,UA,1545,N1,EWR,IAH,227,1400,5,15,2013-01-01T10:00:00Z
2013,1,1,605,515,50,830,819,11,UA,1546,N2,EWR,IAH,227,1400,5,15,2013-01-01T10:00:00Z
2013,1,1,NA,515,NA,NA,819,NA,UA,1547,N1,EWR,IAH,NA,1400,5,15,2013-01-01T10:00:00Z
2013,2,1,530,515,15,830,819,11,UA,1548,N3,JFK,IAH,227,1400,5,15,2013-02-01T10:00:00Z
2013,2,1,531,515,16,830,819,11,B6,1,N9,JFK,BOS,40,200,5,15,2013-02-01T10:00:00Z
2013,2,1,511,515,-4,830,819,11,B6,2,NA,JFK,BOS,40,200,5,15,2013-02-01T10:00:00Z
2013,2,2,NA,515,NA,NA,819,NA,ZZ,7,N9,LGA,BOS,NA,200,5,15,2013-02-02T10:00:00Z
"""
# Rain at Newark, wind at Kennedy, nothing known of LaGuardia.
WEATHER = """\
origin,year,month,day,hour,temp,dewp,humid,wind_dir,wind_speed,wind_gust,precip,pressure,visib,time_hour
EWR,2013,1,1,5,39.02,26.06,59.37,270,10.35,NA,0.01,NA,10,2013-01-01T10:00:00Z
EWR,2013,1,1,6,39.02,26.06,59.37,270,40.5,NA,0,NA,10,2013-01-01T11:00:00Z
JFK,2013,2,1,5,NA,NA,NA,NA,20.0,NA,0,1012,10,2013-02-01T10:00:00Z
"""
# One plane of known age, one of unknown age, one that no flight uses; N3 and N9 are not listed.
PLANES = """\
tailnum,year,type,manufacturer,model,engines,seats,speed,engine
N1,2004,Fixed wing multi engine,EMBRAER,EMB-145XR,2,55,NA,Turbo-fan
N2,NA,Fixed wing multi engine,AIRBUS INDUSTRIE,A320-214,2,182,NA,Turbo-fan
N4,1998,Fixed wing multi engine,AIRBUS INDUSTRIE,A320-214,2,182,NA,Turbo-fan
"""
AIRLINES = """\
carrier,name
UA,United Air Lines Inc.
B6,JetBlue Airways
"""

COLUMNS = "airline flights cancelled delay delay_in_rain delay_in_wind late_percent plane_age".split()
REPORT = [
    ("All airlines", 7, 2, 15.8, 26.0, 9.0, 40.0, 9.0),
    ("United Air Lines Inc.", 4, 1, 22.33, 26.0, 15.0, 33.33, 9.0),
    ("JetBlue Airways", 2, 0, 6.0, None, 6.0, 50.0, None),
    ("ZZ", 1, 1, None, None, None, None, None),
]


class Flights(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", False)
            .config("spark.ui.showConsoleProgress", False)
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.sql.session.timeZone", "America/New_York")
            .getOrCreate()
        )
        cls.addClassCleanup(cls.spark.stop)
        cls.spark.sparkContext.setLogLevel("OFF")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = Path(folder.name, "landing")
        self.target = Path(folder.name, "lake")
        self.source.mkdir()
        self.write(flights=FLIGHTS, weather=WEATHER, planes=PLANES, airlines=AIRLINES)

    def write(self, **tables):
        for name, text in tables.items():
            (self.source / f"{name}.csv").write_text(text)

    def enriched(self):
        return flights.enrich(**{t: flights.read(self.spark, str(self.source), t) for t in flights.SCHEMAS})

    def reported(self):
        """The report as the job has written it: rows in order, as tuples."""
        (part,) = Path(f"{self.target}-report").glob("*.json")
        rows = [json.loads(line) for line in part.read_text().splitlines()]
        return [tuple(row[c] for c in COLUMNS) for row in rows]

    def test_every_flight_stays_once_whatever_the_joins_miss(self):
        rows = {row.flight: row for row in self.enriched().collect()}
        self.assertEqual(sorted(rows), [1, 2, 7, 1545, 1546, 1547, 1548])
        self.assertEqual((rows[1545].precip, rows[1545].built, rows[1545].airline), (0.01, 2004, "United Air Lines Inc."))
        self.assertEqual((rows[1546].built, rows[1546].seats), (None, 182))
        self.assertEqual((rows[2].tailnum, rows[2].seats, rows[2].wind_speed), (None, None, 20.0))
        self.assertEqual((rows[7].airline, rows[7].precip, rows[7].dep_delay), ("ZZ", None, None))

    def test_report(self):
        self.assertEqual([tuple(row) for row in flights.report(self.enriched()).collect()], REPORT)

    def test_report_has_ten_rows_at_most(self):
        header, first = FLIGHTS.splitlines()[:2]
        codes = [f"C{n}" for n in range(12)]
        self.write(flights="\n".join([header, *(first.replace(",UA,", f",{code},") for code in codes)]))
        rows = flights.report(self.enriched()).collect()
        self.assertEqual([row.airline for row in rows], ["All airlines", *sorted(codes)[:9]])

    def test_run_twice(self):
        for _ in range(2):
            flights.run(self.spark, str(self.source), str(self.target))
            files = sorted(str(f.parent.relative_to(self.target)) for f in self.target.rglob("*.parquet"))
            self.assertEqual(files, ["origin=EWR/month=1", "origin=JFK/month=2", "origin=LGA/month=2"])
            self.assertEqual(self.reported(), REPORT)

    def test_figures_worked_out_without_spark(self):
        self.assertEqual([tuple(row[c] for c in COLUMNS) for row in expected.expected(self.source)], REPORT)

    def test_a_value_that_is_no_number_stops_the_job(self):
        self.write(flights=FLIGHTS.replace("517,515,2,", "517,515,two,"))
        with self.assertRaisesRegex(Exception, "(?s)MALFORMED_RECORD.*two"):
            flights.run(self.spark, str(self.source), str(self.target))

    def test_columns_in_another_order_stop_the_job(self):
        self.write(airlines="name,carrier\nUnited Air Lines Inc.,UA\n")
        with self.assertRaisesRegex(Exception, "CSV header does not conform to the schema"):
            flights.run(self.spark, str(self.source), str(self.target))


if __name__ == "__main__":
    unittest.main()
