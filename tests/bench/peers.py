#!/usr/bin/env python3
"""What else a user could take: the same work in DuckDB, Polars, pandas/NumPy, ClickHouse (chdb) and SQLite.

    python3 peers.py serve PEER FOLDER WORKLOAD

loads the columns that attain_bench wrote, says "ready" (or "missing: ..." without the engine, "unwritten: ..." where the work
is not one for it), then does the work once for each line of standard input and answers with a line of JSON, as attain_bench does.
Timed is the work on loaded data, on one thread, with a result that stays in memory in the engine's own form. Each engine has
its data in the form it likes best: dates as dates, text as text, its own tables.

All must give what the library gives: type-7 quantile edges, a value on an edge in the lower bin, refunds that reduce money and
are no purchase; exact money, each deal rounded as the difference of rounded totals, half away from zero; classes within their cut.
They need not sort their result, which the library does.
"""

import json
import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[variable] = "1"  # before any engine is loaded

LAST_DAY = 20088
TARGET = 100000000000
SEASON = [6, 5, 8, 7, 8, 10, 7, 7, 10, 9, 11, 12]
SEGMENTS = [  # by (r - 1) * 5 + f - 1
    "Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them",
    "Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them",
    "About To Sleep", "About To Sleep", "Need Attention", "Loyal", "Loyal",
    "Promising", "Potential Loyalists", "Potential Loyalists", "Loyal", "Loyal",
    "New Customers", "Potential Loyalists", "Potential Loyalists", "Champions", "Champions",
]
QUANTILES = [0.2, 0.4, 0.6, 0.8]
YEAR_STEP, MONTH_STEP = 100000000, 10000000


class Unwritten(Exception):
    """The work is not one for this engine."""


def columns_of(folder, workload):
    """The columns of a workload as NumPy arrays by name; text as a list."""
    import numpy
    room, _, variant = workload.partition("-")

    def load(name, kind="i8"):
        return numpy.fromfile(os.path.join(folder, name), dtype=kind)

    if room == "rfm":
        customer = load_text(folder) if variant == "text" else load("orders.customer_" + variant)
        return {"customer": customer, "day": load("orders.day", "i4"), "amount": load("orders.amount")}
    if room == "abc" and variant == "lines":
        return {"item": load("orders.customer_dense"), "value": load("orders.amount")}
    if room == "abc":
        return {"item": load("items.item"), "value": load("items.value")}
    if room == "pay":
        prefix = "shuffled." if variant == "shuffled" else "deals."
        return {"deal": load(prefix + "deal"), "payee": load(prefix + "payee"), "day": load(prefix + "day", "i4"),
                "amount": load(prefix + "amount")}
    if room == "goals":
        return {"team": load("goals.team"), "weight": load("goals.weight")}
    return {}


def load_text(folder):
    with open(os.path.join(folder, "orders.customer_text.bytes"), "rb") as file:
        text = file.read().decode("ascii")
    return [text[at:at + 9] for at in range(0, len(text), 9)]


def rfm_checks(row_count, sums, product, champions):
    return [int(each) for each in (row_count, *sums, product, champions)]


# ---- SQL that the engines share ----

RFM_CHECK = """SELECT count(*), sum(recency), sum(frequency), sum(monetary), sum(r), sum(f), sum(m), sum(r * f * m),
                      sum(CASE WHEN segment = 'Champions' THEN 1 ELSE 0 END) FROM result"""
ABC_CHECK = "SELECT class, count(*), sum(value) FROM result GROUP BY class ORDER BY class"
PAY_CHECK = "SELECT count(*), sum(basis), sum(amount) FROM result"
DEALS_CHECK = "SELECT count(*), sum(basis), sum(amount), sum(deal % 1009 * amount) FROM result"
CSV_CHECK = "SELECT count(*), sum(customer), sum(day), sum(amount) FROM result"


def marginal(x, step, sign, least, greatest, divide):
    """Commission of an accumulated amount in minor units, half away from zero, in SQL."""
    size = f"abs({x})"
    exact = (f"{least}({size}, {step}) * 100 + {greatest}({least}({size}, {2 * step}) - {step}, 0) * 150 + "
             f"{greatest}({size} - {2 * step}, 0) * 200 + 5000")
    return f"{sign}({x}) * ({divide.format(exact)})"


def whole(x, step, sign, divide):
    exact = f"abs({x}) * CASE WHEN abs({x}) >= {2 * step} THEN 200 WHEN abs({x}) >= {step} THEN 150 ELSE 100 END + 5000"
    return f"{sign}({x}) * ({divide.format(exact)})"


def score(value, edges):
    return " + ".join(f"({value} > {edge})::INT" for edge in edges)


def sql_checks(rows, workload):
    if workload.startswith("abc"):
        return [int(number) for row in rows for number in row[1:]]
    return [int(number) for number in rows[0]]


def check_query(workload):
    if workload == "csv":
        return CSV_CHECK
    if workload == "pay-months":
        return PAY_CHECK
    return {"rfm": RFM_CHECK, "abc": ABC_CHECK, "pay": DEALS_CHECK}[workload.split("-")[0]]


# ---- DuckDB ----

class DuckDB:
    def __init__(self, folder, workload):
        import duckdb
        self.workload = workload
        self.version = duckdb.__version__
        self.connection = duckdb.connect(config={"threads": 1})
        self.query = self.prepare(folder)

    def prepare(self, folder):
        room = self.workload.split("-")[0]
        if room == "goals":
            raise Unwritten("each person takes from what the one before left")
        if room != "csv":
            self.load(columns_of(folder, self.workload))
        return getattr(self, room)(folder)

    def load(self, columns):
        import pyarrow
        facts = pyarrow.table(columns)
        names = ["DATE '1970-01-01' + day AS day" if name == "day" else name for name in columns]
        self.connection.execute(f"CREATE TABLE facts AS SELECT {', '.join(names)} FROM facts")

    def rfm(self, _):
        edges = {of: [f"{of}s[{i}]" for i in range(1, 5)] for of in ("recency", "frequency", "monetary")}
        names = "['" + "','".join(name.replace("'", "''") for name in SEGMENTS) + "']"
        return f"""
            WITH customers AS (
                SELECT customer, (DATE '1970-01-01' + {LAST_DAY}) - max(CASE WHEN amount >= 0 THEN day END) AS recency,
                       count(CASE WHEN amount >= 0 THEN 1 END) AS frequency, sum(amount)::BIGINT AS monetary
                FROM facts GROUP BY customer),
            edges AS (
                SELECT quantile_cont(recency, {QUANTILES}) AS recencys, quantile_cont(frequency, {QUANTILES}) AS frequencys,
                       quantile_cont(monetary, {QUANTILES}) AS monetarys FROM customers),
            scored AS (
                SELECT customer, recency, frequency, monetary,
                       5 - coalesce({score('recency', edges['recency'])}, 4) AS r,
                       1 + {score('frequency', edges['frequency'])} AS f, 1 + {score('monetary', edges['monetary'])} AS m
                FROM customers, edges)
            SELECT *, {names}[(r - 1) * 5 + f] AS segment FROM scored"""

    def abc(self, _):
        return """
            WITH items AS (SELECT item, sum(value)::BIGINT AS value FROM facts GROUP BY item),
            ranked AS (
                SELECT item, value, sum(greatest(value, 0)) OVER () AS total,
                       sum(greatest(value, 0)) OVER (ORDER BY value DESC, item ROWS UNBOUNDED PRECEDING) AS running
                FROM items)
            SELECT item, value, greatest(value, 0) / total AS share, running / total AS cumulative,
                   CASE WHEN running * 100 <= total * 80 THEN 'A' WHEN running * 100 <= total * 95 THEN 'B' ELSE 'C' END
                       AS class
            FROM ranked"""

    def pay(self, _):
        if self.workload == "pay-months":
            return f"""
                WITH months AS (
                    SELECT payee, date_trunc('month', day) AS month, sum(amount)::BIGINT AS basis FROM facts GROUP BY ALL)
                SELECT payee, month, basis, {whole('basis', MONTH_STEP, 'sign', '({}) // 10000')} AS amount FROM months"""
        after = marginal("after", YEAR_STEP, "sign", "least", "greatest", "({}) // 10000")
        before = marginal("after - amount", YEAR_STEP, "sign", "least", "greatest", "({}) // 10000")
        return f"""
            WITH running AS (
                SELECT deal, payee, day, amount, sum(amount) OVER (
                    PARTITION BY payee ORDER BY day, deal ROWS UNBOUNDED PRECEDING)::BIGINT AS after FROM facts)
            SELECT deal, payee, day, amount AS basis, {after} - {before} AS amount FROM running"""

    def csv(self, folder):
        return f"""
            SELECT customer, date - DATE '1970-01-01' AS day, (amount * 100)::BIGINT AS amount
            FROM read_csv('{folder}/orders.csv', header = true,
                          columns = {{'customer': 'BIGINT', 'date': 'DATE', 'amount': 'DECIMAL(18, 2)'}})"""

    def run(self):
        self.connection.execute("CREATE TABLE result AS " + self.query)

    def checks(self):
        rows = self.connection.execute(check_query(self.workload)).fetchall()
        self.connection.execute("DROP TABLE result")
        return sql_checks(rows, self.workload)


# ---- ClickHouse ----

class ClickHouse:
    """What is read twice is a table of its own: ClickHouse computes a WITH anew wherever it is named."""

    def __init__(self, folder, workload):
        import chdb
        from chdb import session
        self.workload = workload
        self.version = chdb.__version__
        self.session = session.Session()
        self.steps = self.prepare(folder)

    def prepare(self, folder):
        room = self.workload.split("-")[0]
        if room == "goals":
            raise Unwritten("each person takes from what the one before left")
        if room != "csv":
            self.load(columns_of(folder, self.workload))
        return getattr(self, room)(folder)

    def load(self, columns):
        import pyarrow
        global bench_facts  # where the engine looks for it
        bench_facts = pyarrow.table(columns)
        names = ["toDate32(day) AS day" if name == "day" else name for name in columns]
        self.session.query("CREATE TABLE facts ENGINE = Memory AS SELECT " + ", ".join(names) +
                           " FROM Python(bench_facts)")
        del bench_facts

    def rfm(self, _):
        def bin_of(value, edges):
            return " + ".join(f"({value} > {edges}[{i}])" for i in range(1, 5))
        names = "['" + "','".join(name.replace("'", "\\'") for name in SEGMENTS) + "']"
        levels = ", ".join(map(str, QUANTILES))
        return {
            "parts": f"""
                SELECT customer, countIf(amount >= 0) AS frequency, sum(amount) AS monetary,
                       if(frequency > 0, {LAST_DAY} - toInt32(maxIf(day, amount >= 0)), NULL) AS recency
                FROM facts GROUP BY customer""",
            "result": f"""
                WITH (SELECT (quantilesExactInclusive({levels})(recency), quantilesExactInclusive({levels})(frequency),
                              quantilesExactInclusive({levels})(monetary)) FROM parts) AS edges
                SELECT customer, recency, frequency, monetary, 5 - ifNull({bin_of('recency', 'edges.1')}, 4) AS r,
                       1 + {bin_of('frequency', 'edges.2')} AS f, 1 + {bin_of('monetary', 'edges.3')} AS m,
                       {names}[(r - 1) * 5 + f] AS segment FROM parts""",
        }

    def abc(self, _):
        return {
            "parts": "SELECT item, sum(value) AS value FROM facts GROUP BY item",
            "result": """
                WITH (SELECT sum(greatest(value, 0)) FROM parts) AS total
                SELECT item, value, greatest(value, 0) / total AS share,
                       sum(greatest(value, 0)) OVER (ORDER BY value DESC, item ROWS UNBOUNDED PRECEDING) AS running,
                       running / total AS cumulative,
                       multiIf(running * 100 <= total * 80, 'A', running * 100 <= total * 95, 'B', 'C') AS class
                FROM parts""",
        }

    def pay(self, _):
        if self.workload == "pay-months":
            return {"result": f"""
                WITH months AS (
                    SELECT payee, toStartOfMonth(day) AS month, sum(amount) AS basis FROM facts GROUP BY payee, month)
                SELECT payee, month, basis, {whole('basis', MONTH_STEP, 'sign', 'intDiv({}, 10000)')} AS amount FROM months"""}
        after = marginal("after", YEAR_STEP, "sign", "least", "greatest", "intDiv({}, 10000)")
        before = marginal("after - basis", YEAR_STEP, "sign", "least", "greatest", "intDiv({}, 10000)")
        return {"result": f"""
            WITH running AS (
                SELECT deal, payee, day, amount AS basis,
                       sum(amount) OVER (PARTITION BY payee ORDER BY day, deal ROWS UNBOUNDED PRECEDING) AS after
                FROM facts)
            SELECT deal, payee, day, basis, {after} - {before} AS amount FROM running"""}

    def csv(self, folder):
        return {"result": f"""
            SELECT customer, toInt32(date) AS day, toInt64(amount * 100) AS amount
            FROM file('{folder}/orders.csv', CSVWithNames, 'customer Int64, date Date32, amount Decimal(18, 2)')"""}

    def run(self):
        for table, query in self.steps.items():
            self.session.query(f"CREATE TABLE {table} ENGINE = Memory AS {query} SETTINGS max_threads = 1")

    def checks(self):
        text = self.session.query(check_query(self.workload), "JSONCompactEachRow").bytes().decode()
        for table in self.steps:
            self.session.query(f"DROP TABLE {table} SYNC")
        return sql_checks([json.loads(line) for line in text.splitlines()], self.workload)


# ---- SQLite ----

class SQLite:
    def __init__(self, folder, workload):
        import sqlite3
        self.workload = workload
        self.version = sqlite3.sqlite_version
        self.connection = sqlite3.connect(":memory:")
        room = workload.split("-")[0]
        if room == "goals":
            raise Unwritten("each person takes from what the one before left")
        if room == "csv":
            raise Unwritten("its CSV reader is part of its shell")
        self.load(columns_of(folder, workload))
        self.steps = getattr(self, room)()

    def load(self, columns):
        types = ", ".join(name + (" TEXT" if isinstance(values, list) else " INTEGER") for name, values in columns.items())
        self.connection.execute(f"CREATE TABLE facts ({types})")
        rows = zip(*(values if isinstance(values, list) else values.tolist() for values in columns.values()))
        self.connection.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * len(columns))})", rows)

    def rfm(self):
        def edges(of):  # position (n - 1) * i / 5 between two sorted values
            return f"""
                INSERT INTO edges SELECT '{of}', i, max(CASE WHEN k = h THEN x END) +
                    (max(CASE WHEN k = h + (rest > 0) THEN x END) - max(CASE WHEN k = h THEN x END)) * rest / 5.0
                FROM (SELECT i, (n - 1) * i / 5 AS h, (n - 1) * i % 5 AS rest FROM
                      (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3 UNION SELECT 4),
                      (SELECT count({of}) AS n FROM customers))
                JOIN (SELECT {of} AS x, row_number() OVER (ORDER BY {of}) - 1 AS k FROM customers WHERE {of} IS NOT NULL)
                ON k IN (h, h + (rest > 0)) GROUP BY i"""

        def bin_of(of):
            return " + ".join(f"({of} > (SELECT edge FROM edges WHERE name = '{of}' AND i = {i}))" for i in range(1, 5))
        rows = ", ".join(f"({i}, '{name}')" for i, name in enumerate(name.replace("'", "''") for name in SEGMENTS))
        return [
            f"""CREATE TEMP TABLE customers AS
                SELECT customer, {LAST_DAY} - max(CASE WHEN amount >= 0 THEN day END) AS recency,
                       sum(amount >= 0) AS frequency, sum(amount) AS monetary FROM facts GROUP BY customer""",
            "CREATE TEMP TABLE edges (name TEXT, i INTEGER, edge REAL, PRIMARY KEY (name, i))",
            edges("recency"), edges("frequency"), edges("monetary"),
            "CREATE TEMP TABLE names (id INTEGER PRIMARY KEY, segment TEXT)", f"INSERT INTO names VALUES {rows}",
            f"""CREATE TEMP TABLE result AS
                SELECT scored.*, segment FROM (
                    SELECT customer, recency, frequency, monetary, 5 - coalesce({bin_of('recency')}, 4) AS r,
                           1 + {bin_of('frequency')} AS f, 1 + {bin_of('monetary')} AS m FROM customers) AS scored
                JOIN names ON id = (r - 1) * 5 + f - 1""",
        ]

    def abc(self):
        return ["""
            CREATE TEMP TABLE result AS
            WITH items AS (SELECT item, sum(value) AS value FROM facts GROUP BY item),
            ranked AS (
                SELECT item, value, sum(max(value, 0)) OVER () AS total,
                       sum(max(value, 0)) OVER (ORDER BY value DESC, item ROWS UNBOUNDED PRECEDING) AS running FROM items)
            SELECT item, value, max(value, 0) * 1.0 / total AS share, running * 1.0 / total AS cumulative,
                   CASE WHEN running * 100 <= total * 80 THEN 'A' WHEN running * 100 <= total * 95 THEN 'B' ELSE 'C' END
                       AS class
            FROM ranked"""]

    def pay(self):
        if self.workload == "pay-months":
            return [f"""
                CREATE TEMP TABLE result AS
                WITH months AS (
                    SELECT payee, strftime('%Y-%m', day * 86400, 'unixepoch') AS month, sum(amount) AS basis
                    FROM facts GROUP BY payee, month)
                SELECT payee, month, basis, {whole('basis', MONTH_STEP, 'sign', '({}) / 10000')} AS amount FROM months"""]
        after = marginal("after", YEAR_STEP, "sign", "min", "max", "({}) / 10000")
        before = marginal("after - amount", YEAR_STEP, "sign", "min", "max", "({}) / 10000")
        return [f"""
            CREATE TEMP TABLE result AS
            WITH running AS (
                SELECT deal, payee, day, amount, sum(amount) OVER (
                    PARTITION BY payee ORDER BY day, deal ROWS UNBOUNDED PRECEDING) AS after FROM facts)
            SELECT deal, payee, day, amount AS basis, {after} - {before} AS amount FROM running"""]

    def run(self):
        for step in self.steps:
            self.connection.execute(step)

    def checks(self):
        rows = self.connection.execute(check_query(self.workload)).fetchall()
        for table in ("result", "customers", "edges", "names"):
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        return sql_checks(rows, self.workload)


# ---- Polars ----

class Polars:
    def __init__(self, folder, workload):
        import polars
        self.pl = polars
        self.version = polars.__version__
        self.folder = folder
        self.workload = workload
        room = workload.split("-")[0]
        if room == "goals":
            raise Unwritten("each person takes from what the one before left")
        facts = polars.DataFrame(columns_of(folder, workload))
        if "day" in facts.columns:
            facts = facts.with_columns(polars.col("day").cast(polars.Date))
        self.facts = facts
        self.work = getattr(self, room)
        self.names = polars.DataFrame({"cell": list(range(25)), "segment": SEGMENTS},
                                      schema={"cell": polars.Int32, "segment": polars.String})

    def rfm(self):
        pl = self.pl
        bought = pl.col("amount") >= 0
        customers = self.facts.lazy().group_by("customer").agg(
            recency=LAST_DAY - pl.col("day").filter(bought).max().cast(pl.Int32),
            frequency=bought.sum(), monetary=pl.col("amount").sum()).collect()

        def bin_of(name):
            values = customers[name]
            edges = [values.quantile(q, "linear") for q in QUANTILES]
            return pl.sum_horizontal((pl.col(name) > edge).cast(pl.Int32) for edge in edges)
        scored = customers.lazy().with_columns(
            r=pl.when(pl.col("recency").is_null()).then(1).otherwise(5 - bin_of("recency")),
            f=1 + bin_of("frequency"), m=1 + bin_of("monetary"))
        names = pl.lit(self.names["segment"])
        return scored.with_columns(segment=names.gather(((pl.col("r") - 1) * 5 + pl.col("f") - 1).cast(pl.UInt32))).collect()

    def abc(self):
        pl = self.pl
        positive = pl.col("value").clip(lower_bound=0)
        running = positive.cum_sum()
        return (self.facts.lazy().group_by("item").agg(pl.col("value").sum())
                .sort(["value", "item"], descending=[True, False])
                .with_columns(share=positive / positive.sum(), cumulative=running / positive.sum(),
                              **{"class": pl.when(running * 100 <= positive.sum() * 80).then(pl.lit("A"))
                                 .when(running * 100 <= positive.sum() * 95).then(pl.lit("B")).otherwise(pl.lit("C"))})
                .collect())

    def marginal(self, x):
        pl, step = self.pl, YEAR_STEP
        size = x.abs()
        exact = (size.clip(upper_bound=step) * 100 + (size.clip(upper_bound=2 * step) - step).clip(lower_bound=0) * 150
                 + (size - 2 * step).clip(lower_bound=0) * 200 + 5000)
        return x.sign() * (exact // 10000)

    def pay(self):
        pl = self.pl
        amount = pl.col("amount")
        if self.workload == "pay-months":
            size = pl.col("basis").abs()
            rate = pl.when(size >= 2 * MONTH_STEP).then(200).when(size >= MONTH_STEP).then(150).otherwise(100)
            return (self.facts.lazy().group_by("payee", pl.col("day").dt.truncate("1mo").alias("month"))
                    .agg(basis=amount.sum())
                    .with_columns(amount=pl.col("basis").sign() * ((size * rate + 5000) // 10000)).collect())
        after = pl.col("after")
        return (self.facts.lazy().sort("payee", "day", "deal").with_columns(after=amount.cum_sum().over("payee"))
                .select("deal", "payee", "day", amount.alias("basis"),
                        (self.marginal(after) - self.marginal(after - amount)).alias("amount")).collect())

    def csv(self):
        pl = self.pl
        return pl.scan_csv(os.path.join(self.folder, "orders.csv"),
                           schema={"customer": pl.Int64, "date": pl.Date, "amount": pl.Decimal(18, 2)}).select(
            "customer", pl.col("date").cast(pl.Int32).alias("day"), (pl.col("amount") * 100).cast(pl.Int64)).collect()

    def run(self):
        self.result = self.work()

    def checks(self):
        result, pl = self.result, self.pl
        if self.workload.startswith("rfm"):
            sums = [result[name].sum() for name in ("recency", "frequency", "monetary", "r", "f", "m")]
            product = result.select((pl.col("r").cast(pl.Int64) * pl.col("f") * pl.col("m")).sum()).item()
            return rfm_checks(result.height, sums, product, (result["segment"] == "Champions").sum())
        if self.workload.startswith("abc"):
            rows = result.group_by("class").agg(pl.len(), pl.col("value").sum()).sort("class").rows()
            return sql_checks(rows, self.workload)
        if self.workload == "csv":
            return [result.height] + [result[name].cast(pl.Int64).sum() for name in ("customer", "day", "amount")]
        checks = [result.height, result["basis"].sum(), result["amount"].sum()]
        if self.workload != "pay-months":
            checks.append((result["deal"] % 1009 * result["amount"]).sum())
        return checks


# ---- pandas and NumPy ----

class Pandas:
    """Keys through pandas where they are not small numbers, all else in NumPy."""

    def __init__(self, folder, workload):
        import numpy
        import pandas
        self.np, self.pd = numpy, pandas
        self.version = f"{pandas.__version__}/{numpy.__version__}"
        self.folder, self.workload = folder, workload
        self.columns = columns_of(folder, workload)
        if isinstance(self.columns.get("customer"), list):
            self.columns["customer"] = pandas.array(self.columns["customer"], dtype="string")
        self.work = getattr(self, workload.split("-")[0])

    def codes(self, key):
        """Dense codes of a key, and the keys."""
        np = self.np
        if key.dtype == np.int64 and key.min() >= 0 and key.max() < 4 * len(key):
            there = np.zeros(key.max() + 1, dtype=bool)
            there[key] = True
            return (np.cumsum(there) - 1)[key], np.flatnonzero(there)
        return self.pd.factorize(key)

    def sums(self, codes, values, count):
        """Exact as long as sums stay below 2^53."""
        return self.np.bincount(codes, values, count).astype(self.np.int64)

    def rfm(self):
        np, columns = self.np, self.columns
        codes, customers = self.codes(columns["customer"])
        bought = columns["amount"] >= 0
        last = np.full(len(customers), -1, dtype=np.int32)
        np.maximum.at(last, codes[bought], columns["day"][bought])
        frequency = np.bincount(codes[bought], minlength=len(customers))
        monetary = self.sums(codes, columns["amount"], len(customers))
        recency = np.where(last < 0, 0, LAST_DAY - last)
        seen = recency[last >= 0]
        r = 5 - np.searchsorted(np.quantile(seen, QUANTILES), recency)
        r[last < 0] = 1
        f = 1 + np.searchsorted(np.quantile(frequency, QUANTILES), frequency)
        m = 1 + np.searchsorted(np.quantile(monetary, QUANTILES), monetary)
        names, places = np.unique(SEGMENTS, return_inverse=True)
        segment = self.pd.Categorical.from_codes(places[(r - 1) * 5 + f - 1], names)
        return self.pd.DataFrame({"customer": customers, "recency": recency, "frequency": frequency, "monetary": monetary,
                                  "r": r, "f": f, "m": m, "segment": segment})

    def abc(self):
        np = self.np
        item, value = self.columns["item"], self.columns["value"]
        codes, items = self.codes(item)
        sums = self.sums(codes, value, len(items))
        order = np.lexsort((items, -sums))
        sums = sums[order]
        positive = np.maximum(sums, 0)
        running = np.cumsum(positive)
        total = running[-1]
        place = np.where(running * 100 <= total * 80, 0, np.where(running * 100 <= total * 95, 1, 2))
        return self.pd.DataFrame({"item": items[order], "value": sums, "share": positive / total,
                                  "cumulative": running / total,
                                  "class": self.pd.Categorical.from_codes(place, ["A", "B", "C"])})

    def marginal(self, x):
        np, step = self.np, YEAR_STEP
        size = np.abs(x)
        exact = (np.minimum(size, step) * 100 + np.maximum(np.minimum(size, 2 * step) - step, 0) * 150
                 + np.maximum(size - 2 * step, 0) * 200 + 5000)
        return np.sign(x) * (exact // 10000)

    def pay(self):
        np, columns = self.np, self.columns
        payee, day, amount = columns["payee"], columns["day"], columns["amount"]
        if self.workload == "pay-months":
            month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
            first, count = month.min(), month.max() - month.min() + 1
            codes, groups = self.codes(payee * count + month - first)
            basis = self.sums(codes, amount, len(groups))
            size = np.abs(basis)
            rate = np.where(size >= 2 * MONTH_STEP, 200, np.where(size >= MONTH_STEP, 150, 100))
            return self.pd.DataFrame({"payee": groups // count, "month": groups % count + first, "basis": basis,
                                      "amount": np.sign(basis) * ((size * rate + 5000) // 10000)})
        order = np.lexsort((columns["deal"], day, payee))
        payee, amount = payee[order], amount[order]
        after = np.cumsum(amount)
        starts = np.flatnonzero(np.concatenate(([True], payee[1:] != payee[:-1])))
        before = after[starts] - amount[starts]
        after -= np.repeat(before, np.diff(np.append(starts, len(payee))))
        earned = self.marginal(after) - self.marginal(after - amount)
        return self.pd.DataFrame({"deal": columns["deal"][order], "payee": payee, "day": day[order], "basis": amount,
                                  "amount": earned})

    def split_one(self, total, weights):
        """Largest remainders, ties to the lowest index, in Python's integers, which cannot overflow."""
        products = [total * weight for weight in weights]
        shares = [product // sum(weights) for product in products]
        by_rest = sorted(range(len(weights)), key=lambda at: -(products[at] % sum(weights)))
        for at in by_rest[:total - sum(shares)]:
            shares[at] += 1
        return shares

    def split(self, totals, weights):
        """The same for many totals, row by row."""
        np = self.np
        sums = np.maximum(weights.sum(axis=1, keepdims=True), 1)
        products = totals[:, None] * weights
        shares, rests = products // sums, products % sums
        left = totals - shares.sum(axis=1)
        rank = np.argsort(np.argsort(-rests, axis=1, kind="stable"), axis=1, kind="stable")
        return shares + (rank < left[:, None])

    def goals(self):
        """Team by team at once: first the persons of each place in their teams, then those of the next."""
        np = self.np
        team, weight = self.columns["team"], self.columns["weight"]
        teams, persons = team.max() + 1, len(team)
        left = self.split_one(TARGET, SEASON)
        years = self.split_one(TARGET, [each % 7 + 1 for each in range(teams)])
        team_months = []
        for year in years:
            team_months.append(self.split_one(year, left))
            left = [month - taken for month, taken in zip(left, team_months[-1])]
        order = np.argsort(team, kind="stable")
        counts = np.bincount(team, minlength=teams)
        starts = np.cumsum(counts) - counts
        place = np.empty(persons, dtype=np.int64)
        place[order] = np.arange(persons) - np.repeat(starts, counts)
        shares = self.split_teams(team, place, weight, np.array(years), counts)
        targets = np.empty((persons, 13), dtype=np.int64)
        targets[:, 0] = shares
        left = np.array(team_months)
        by_place = np.argsort(place, kind="stable")
        bounds = np.concatenate(([0], np.cumsum(np.bincount(place))))
        for at in range(len(bounds) - 1):
            who = by_place[bounds[at]:bounds[at + 1]]
            months = self.split(shares[who], left[team[who]])
            targets[who, 1:] = months
            left[team[who]] -= months
        return targets

    def split_teams(self, team, place, weight, years, counts):
        np = self.np
        weights = np.zeros((len(counts), counts.max()), dtype=np.int64)
        weights[team, place] = weight
        return self.split(years, weights)[team, place]

    def csv(self):
        np = self.np
        table = self.pd.read_csv(os.path.join(self.folder, "orders.csv"), dtype={"customer": "int64", "amount": "float64"},
                                 parse_dates=["date"], date_format="%Y-%m-%d")
        return self.pd.DataFrame({"customer": table["customer"],
                                  "day": table["date"].to_numpy().astype("datetime64[D]").astype(np.int32),
                                  "amount": np.rint(table["amount"].to_numpy() * 100).astype(np.int64)})

    def run(self):
        self.result = self.work()

    def checks(self):
        result = self.result
        if self.workload == "goals":
            return [int(each) for each in (result.size, (result * self.np.arange(13)).sum(), (result & 1).sum())]
        if self.workload.startswith("rfm"):
            sums = [result[name].sum() for name in ("recency", "frequency", "monetary", "r", "f", "m")]
            return rfm_checks(len(result), sums, (result.r * result.f * result.m).sum(), (result.segment == "Champions").sum())
        if self.workload.startswith("abc"):
            groups = result.groupby("class", observed=False)["value"]
            return [int(each) for pair in zip(groups.count(), groups.sum()) for each in pair]
        if self.workload == "csv":
            return [len(result)] + [int(result[name].astype("int64").sum()) for name in ("customer", "day", "amount")]
        checks = [len(result), int(result.basis.sum()), int(result.amount.sum())]
        if self.workload != "pay-months":
            checks.append(int((result.deal % 1009 * result.amount).sum()))
        return checks


PEERS = {"duckdb": DuckDB, "polars": Polars, "pandas": Pandas, "chdb": ClickHouse, "sqlite": SQLite}


# ---- serving ----

def resident():
    """Bytes of this process now and at most since reset_peak(); Linux only."""
    with open("/proc/self/status", encoding="ascii") as status:
        lines = dict(line.split(":", 1) for line in status)
    return int(lines["VmRSS"].split()[0]) * 1024, int(lines["VmHWM"].split()[0]) * 1024


def reset_peak():
    with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")


def serve(peer, folder, workload):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # engines that print do not disturb
    try:
        engine = PEERS[peer](folder, workload)
    except ImportError as error:
        print(f"missing: {error}", file=answers, flush=True)
        return
    except Unwritten as reason:
        print(f"unwritten: {reason}", file=answers, flush=True)
        return
    print(f"ready {engine.version}", file=answers, flush=True)
    for _ in sys.stdin:
        try:
            reset_peak()
            before = resident()[0]
        except OSError:
            before = None
        start = time.perf_counter()
        engine.run()
        seconds = time.perf_counter() - start
        peak = None if before is None else resident()[1] - before
        print(json.dumps({"seconds": seconds, "peak_bytes": peak, "checks": [int(each) for each in engine.checks()]}),
              file=answers, flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] != "serve" or sys.argv[2] not in PEERS:
        sys.exit(__doc__)
    serve(*sys.argv[2:])
