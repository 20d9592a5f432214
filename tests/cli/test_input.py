"""Bad facts: every one gives exit status 1, names file, line, column and value, and leaves what existed untouched."""

import json
import os
import random
import unittest

from command import COMMAND, CommandTest

PLAN = {"attain": 1, "currency": {"code": "CNY", "decimals": 2}, "pay": {"plans": [{"id": "p", "components": [
    {"id": "c", "kind": "rates", "basis": {"column": "amount"}, "accumulate": "year", "mode": "marginal",
     "tiers": [{"from": 0, "rate": "1%"}]}]}]}}


class BadFacts(CommandTest):
    """Each file is given to every command that reads facts with these columns."""

    def commands(self, name):
        self.write("plan.json", json.dumps(PLAN))
        yield ("rfm", name, "--as-of", "2024-12-31", "--columns", "customer=key")
        yield ("pay", "plan.json", name, "--columns", "payee=key")
        yield ("abc", name, "--columns", "item=key,value=amount")

    def refuse(self, text, says, only=("rfm", "pay", "abc")):
        self.write("facts.csv", text)
        self.write("out.csv", "before\n")
        for command in self.commands("facts.csv"):
            if command[0] in only:
                self.assert_bad_data(*command, says=["facts.csv", *says])
                self.assert_bad_data(*command, "-o", "out.csv", "--explain", "steps.csv", says=says)
        self.assertEqual(self.read("out.csv"), "before\n")
        self.assertEqual(self.files(), ["facts.csv", "out.csv", "plan.json"])

    def test_amounts(self):
        rows = "key,date,amount\na,2024-01-01,1.00\nb,2024-01-02,{}\n"
        for amount, reason in (("1.001", "2 decimals"), ("92233720368547758.08", "64 bits"), ("NaN", "decimal"),
                               ("inf", "decimal"), ("1e3", "decimal"), ("1 000", "decimal"), ("abc", "decimal"),
                               ("--1", "decimal"), ("¥5", "decimal")):
            self.refuse(rows.format(amount), ["line 3", "column 'amount'", f"'{amount}'", reason])
        self.refuse(rows.format('"1,000.00"'), ["line 3", "column 'amount'"])
        self.refuse(rows.format(""), ["line 3", "column 'amount'", "empty"])

    def test_dates(self):
        for date in ("2024-02-30", "2023-02-29", "2024-13-01", "01/02/2024", "yesterday", "0000-01-01"):
            self.refuse(f"key,date,amount\na,{date},1.00\n", ["line 2", "column 'date'", f"'{date}'"], ("rfm", "pay"))

    def test_keys(self):
        self.refuse("key,date,amount\n,2024-01-01,1.00\n", ["line 2", "column 'key'"])

    def test_columns(self):
        self.refuse("key,date\na,2024-01-01\n", ["amount"])
        self.refuse("Key,date,amount\na,2024-01-01,1\n", ["key"])
        self.refuse("key,date,amount,amount\na,2024-01-01,1,2\n", ["amount"])
        self.refuse("key,date,amount\na,2024-01-01,1,9\n", ["line 2"])
        self.refuse("key,date,amount\na,2024-01-01\n", ["line 2"])

    def test_text_that_is_no_csv(self):
        self.refuse('key,date,amount\n"a,2024-01-01,1\n', ["line 2", "quote"])
        self.refuse('key,date,amount\na"b,2024-01-01,1\n', ["line 2", "quote"])
        self.refuse("key,date,amount\na,2024-01-01,1\x00\n", ["zero byte"])
        self.refuse(b"key,date,amount\n\xff,2024-01-01,1\n", ["line 2", "UTF-8"])

    def test_sums_beyond_64_bits(self):
        most = "92233720368547758.07"
        self.refuse(f"key,date,amount\na,2024-01-01,{most}\na,2024-01-02,{most}\n", [], ("rfm", "abc"))

    def test_lines_are_those_of_the_file(self):
        text = 'key,date,amount\r\n"a\r\nb","2024-01-01","1"\r\n\r\n\nc,2024-01-01,x\r\n'
        self.refuse(text, ["line 6", "column 'amount'", "'x'"])

    def test_columns_by_the_names_of_the_file(self):
        self.write("facts.csv", "Kunde,Tag,Betrag\na,2024-01-01,x\n")
        names = ("--columns", "customer=Kunde,date=Tag,amount=Betrag")
        self.assert_bad_data("rfm", "facts.csv", "--as-of", "2024-12-31", *names, says=["line 2", "column 'Betrag'", "'x'"])
        self.assert_bad_data("rfm", "facts.csv", "--as-of", "2024-12-31", "--columns", "customer=Client", says="'Client'")
        self.assert_bad_data("rfm", "facts.csv", "--as-of", "2024-12-31", "--columns", "client=Kunde", says="client")
        self.assert_bad_data("rfm", "facts.csv", "--as-of", "2024-12-31", "--columns", "date=Tag,date=Kunde", says="date")
        for pairs in ("customer", "customer=", "=Kunde", "customer=Kunde,date"):
            self.assert_bad_usage("rfm", "facts.csv", "--as-of", "2024-12-31", "--columns", pairs, says="--columns")

    def test_files_that_cannot_be_read(self):
        for command in self.commands("none.csv"):
            self.assert_bad_data(*command, says=["none.csv", "No such file"])
        for command in self.commands("."):
            self.assert_bad_data(*command, says="directory")


class GoodFacts(CommandTest):
    def test_byte_order_mark_crlf_quotes_and_blank_lines(self):
        plain = self.run_csv("abc", "-", stdin="item,value\na,5\nb,3\n").out
        self.assertEqual(self.run_csv("abc", "-", stdin='\ufeff"item","value"\r\n\r\n"a", 5 \r\n"b","3"').out, plain)

    def test_a_file_that_is_given_as_standard_input_says_so_in_errors(self):
        self.assert_bad_data("abc", "-", stdin="item,value\na,x\n", says=["standard input", "line 2"])

    def test_a_file_beyond_the_first_buffer(self):
        rows = "".join(f"item{n % 5000},{n}.00\n" for n in range(40000))
        result = self.run_csv("abc", "-", stdin="item,value\n" + rows)
        # Item 4999 has 4999, 9999, ... 39999: 8 numbers of mean 22499.
        self.assertEqual(result.rows()[0]["item"], "item4999")
        self.assertEqual(result.rows()[0]["value"], f"{8 * 22499}.00")


class Memory(CommandTest):
    @unittest.skipUnless(os.name == "posix", "needs limits of memory")
    def test_too_little_memory_is_an_error(self):
        import resource  # there on POSIX only

        def limited(size):
            return self.call("abc", "items.csv", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)))

        source = random.Random(5)
        self.write("items.csv", "item,value\n" + "".join(f"item {source.random()},5.00\n" for _ in range(20000)))
        enough = self.run_ok("abc", "items.csv").out
        megabyte = 1 << 20
        refused = 0
        for size in range(2 * megabyte, 64 * megabyte, megabyte // 2):
            result = limited(size)
            if result.status == 0:
                break
            if not result.error.startswith("attain: "):
                continue  # the program could not even be loaded
            refused += 1
            self.assertEqual((result.status, result.out), (1, ""), msg=size)
            self.assertRegex(result.error, "out of memory|Cannot allocate memory")
        else:
            self.skipTest(f"{COMMAND} needs more than 64 MB; is it built with a sanitizer?")
        self.assertEqual(result.out, enough)
        self.assertGreater(refused, 0)
