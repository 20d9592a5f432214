"""Commission preview: what each deal on the screen earns under a plan. Needs the package `attain`."""

import sys

import attain

SCREEN = [  # as it was typed
    (101, 7, "2024-02-05", "900000.00"),
    (102, 7, "2024-05-20", "400000.00"),
    (103, 7, "2024-06-03", "-100000.00"),
    (104, 7, "2024-11-30", "1300000.00"),
]


def preview(path):
    plan = attain.Document.read(path)
    deal, payee, date, amount = zip(*SCREEN)
    earned = plan.pay.run(
        {"deal": deal, "payee": payee, "date": date, "amount": attain.minor_units(amount)}, by="deal")
    for deal, amount in zip(earned["deal"], earned.decimal("amount")):
        print(deal, "earns", amount)


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "plan.json"
    try:
        preview(path)
    except (OSError, attain.Error) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
