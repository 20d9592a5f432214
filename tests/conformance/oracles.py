"""Results of other tools on public data: R's package rfm, and ABC classes in exact integers."""

import csv
import decimal
import pathlib

from attain_calls import command, rfm_with_cuts

AS_OF = {"orders": "2006-12-31", "cdnow_sample": "1998-07-01"}
CUTS = [[115, 181, 297, 482], [4, 5, 6, 8], [256, 382, 506, 666]]  # of orders_custom
TABLES = {"segment_A": "rfm-r", "segment_B": "rfm-r-classic"}
RULES = {"le": "within", "lt": "below", "prev": "through", "mid": "midpoint", "ties": "ties"}


def run(folder, oracles, data, tests):
    prepare(folder, pathlib.Path(data))
    oracles = pathlib.Path(oracles)
    for name in [f"orders_bins{bins}" for bins in (2, 3, 4, 5, 7, 9, 10)] + ["cdnow_sample_bins5"]:
        tests.run(f"rfm_r {name}", check_bins, folder, oracles / "rfm_r", name)
    for rules, letter in (("segment_A", "A"), ("segment_B", "B")):
        tests.run(f"rfm_r segment_rules_{letter} as a file", check_rules_file, folder, oracles / "rfm_r", letter)
        tests.run(f"rfm_r orders_custom, {rules}", check_custom, folder, oracles / "rfm_r", rules)
    for data_name in ("rfm_orders", "cdnow_master"):
        wanted = read(oracles / "abc_rules" / f"{data_name}_customers.csv")
        for column in list(wanted[0])[2:]:
            tests.run(f"abc_rules {data_name} {column}", check_classes, folder, data_name, column, wanted)


def prepare(folder, data):
    """Writes all data as CSV with the columns customer, date and amount."""
    rows = {"orders": [], "cdnow_sample": [], "cdnow_master": []}
    for row in read(data / "rfm_orders" / "rfm_data_orders.csv"):
        rows["orders"].append((row["customer_id"], row["order_date"], row["revenue"]))
    for line in lines(data / "cdnow" / "CDNOW_sample.txt"):
        _master, customer, date, _pieces, amount = line.split()
        rows["cdnow_sample"].append((int(customer), date, amount))
    for line in lines(data / "cdnow" / "CDNOW_master.txt")[1:]:
        customer, date, _pieces, amount = line.split()
        rows["cdnow_master"].append((int(customer), date, amount))
    rows["rfm_orders"] = rows["orders"]  # the name ABC knows them by
    for name, orders in rows.items():
        with open(pathlib.Path(folder, f"{name}.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("customer", "date", "amount"))
            writer.writerows(orders)


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_bins(folder, oracle, name):
    wanted = read(oracle / f"{name}.csv")
    data, bins = name.rsplit("_bins", 1)
    options = ["rfm", f"{data}.csv", "--as-of", AS_OF[data], "--preset", "rfm-r", "--bins", bins]
    tables = [column for column in TABLES if column in wanted[0]]
    if not tables:
        compare(wanted, command(*options, folder=folder))
    for column in tables:
        compare(wanted, command(*options, "--segments", TABLES[column], folder=folder), column)


def check_rules_file(folder, oracle, letter):
    got = command("rfm", "orders.csv", "--as-of", AS_OF["orders"], "--preset", "rfm-r", "--bins", 5, "--segments",
                  (oracle / f"segment_rules_{letter}.csv").resolve(), folder=folder)
    compare(read(oracle / "orders_bins5.csv"), got, f"segment_{letter}")


def check_custom(folder, oracle, column):
    orders = pathlib.Path(folder, "orders.csv").read_text(encoding="utf-8")
    compare(read(oracle / "orders_custom.csv"), rfm_with_cuts(orders, AS_OF["orders"], CUTS, TABLES[column]), column)


def compare(wanted, got, segment=None):
    """Every number of every customer. R sums amounts as doubles, so those are compared to 1e-9."""
    columns = {"recency_days": "recency", "transaction_count": "frequency", "recency_score": "r", "frequency_score": "f",
               "monetary_score": "m"}
    if segment:
        columns[segment] = "segment"
    found = {row["customer"]: row for row in got}
    if len(found) != len(wanted) or len(got) != len(wanted):
        raise AssertionError(f"{len(got)} customers instead of {len(wanted)}")
    for row in wanted:
        answer = found[row["customer_id"]]
        for theirs, ours in columns.items():
            if row[theirs] != answer[ours]:
                raise AssertionError(f"customer {row['customer_id']}: {ours} is {answer[ours]}, not {row[theirs]}")
        if abs(decimal.Decimal(row["amount"]) - decimal.Decimal(answer["monetary"])) > decimal.Decimal("1e-9"):
            raise AssertionError(f"customer {row['customer_id']}: monetary is {answer['monetary']}, not {row['amount']}")


def check_classes(folder, data, column, wanted):
    """The oracle has the customers with a positive total; those with none come last and change no share."""
    rule, *cuts = column.split("_")
    got = command("abc", f"{data}.csv", "--columns", "item=customer,value=amount", "--cuts", ",".join(cuts), "--rule",
                  RULES[rule], folder=folder)
    found = {row["item"]: row for row in got}
    for row in wanted:
        answer = found.pop(row["id"])
        value = decimal.Decimal(row["value_milli"]) / 1000
        if (answer["class"], decimal.Decimal(answer["value"])) != (row[column], value):
            raise AssertionError(f"item {row['id']}: {answer['class']} with {answer['value']}, not {row[column]} with {value}")
    worth = [item for item, row in found.items() if decimal.Decimal(row["value"]) > 0]
    if worth:
        raise AssertionError(f"items the oracle does not have: {worth}")
