"""What the tests of the attain command share: running it in a folder of its own, and reading what it gives."""

import csv
import io
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
COMMAND = os.environ.get("ATTAIN_COMMAND") or shutil.which("attain")


class Result:
    """One call: exit status, what it wrote to standard output and standard error."""

    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout.decode("utf-8")
        self.error = process.stderr.decode("utf-8")

    def rows(self):
        """The CSV on standard output as dictionaries."""
        return list(csv.DictReader(io.StringIO(self.out)))


class CommandTest(unittest.TestCase):
    """A test in an empty folder."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if COMMAND is None:
            raise RuntimeError("ATTAIN_COMMAND must be the path of the attain command")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.folder / name
        if isinstance(text, str):
            text = text.encode("utf-8")
        path.write_bytes(text)
        return name

    def read(self, name):
        return (self.folder / name).read_bytes().decode("utf-8")

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())

    def call(self, *arguments, stdin=b"", **options):
        """Runs the command in the folder, whatever it returns."""
        if isinstance(stdin, str):
            stdin = stdin.encode("utf-8")
        options.setdefault("stdout", subprocess.PIPE)
        return_all = {"input": stdin, "stderr": subprocess.PIPE, "cwd": self.folder, "timeout": 120}
        process = subprocess.run([COMMAND, *map(str, arguments)], check=False, **return_all, **options)
        if process.stdout is None:
            process.stdout = b""
        return Result(process)

    def run_ok(self, *arguments, **options):
        """Runs the command, which must succeed and say nothing on standard error."""
        result = self.call(*arguments, **options)
        self.assertEqual((result.status, result.error), (0, ""), msg=arguments)
        return result

    def run_csv(self, command, *arguments, **options):
        return self.run_ok(command, "--format", "csv", *arguments, **options)

    def assert_bad_data(self, *arguments, says=(), **options):
        """Exit status 1, nothing on standard output, and a message with each of these texts."""
        result = self.call(*arguments, **options)
        self.assertEqual((result.status, result.out), (1, ""), msg=(arguments, result.error))
        self.assertTrue(result.error.startswith("attain: "), msg=result.error)
        for text in [says] if isinstance(says, str) else says:
            self.assertIn(text, result.error.splitlines()[0], msg=arguments)
        return result

    def assert_bad_usage(self, *arguments, says=(), **options):
        """Exit status 2, nothing on standard output, one line that says what is wrong and one that says where to look."""
        result = self.call(*arguments, **options)
        self.assertEqual((result.status, result.out), (2, ""), msg=(arguments, result.error))
        lines = result.error.splitlines()
        self.assertEqual(len(lines), 2, msg=result.error)
        self.assertTrue(lines[0].startswith("attain: "), msg=result.error)
        self.assertTrue(lines[1].startswith("Try 'attain "), msg=result.error)
        for text in [says] if isinstance(says, str) else says:
            self.assertIn(text, lines[0], msg=arguments)
        return result
