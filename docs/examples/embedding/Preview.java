// Commission preview: what each deal on the screen earns under a plan. Foreign Function & Memory API, Java 22 or later.

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

public final class Preview {
    /** The functions that are used, as attain.h declares them; size_t is a long on 64-bit systems. */
    static final class Attain {
        static final int PAY_BY_DEAL = 1;
        static final int DECIMAL_CAPACITY = 24;

        private static final Linker LINKER = Linker.nativeLinker();
        private static final SymbolLookup LIBRARY =
                SymbolLookup.libraryLookup(System.mapLibraryName("attain"), Arena.global());

        static final MethodHandle version = function("attain_version", JAVA_INT);
        static final MethodHandle contextCreate = function("attain_context_create", JAVA_INT, ADDRESS, ADDRESS);
        static final MethodHandle contextDestroy = procedure("attain_context_destroy", ADDRESS);
        static final MethodHandle contextError = function("attain_context_error", ADDRESS, ADDRESS);
        static final MethodHandle contextErrorArgument = function("attain_context_error_argument", ADDRESS, ADDRESS);
        static final MethodHandle dayParse =
                function("attain_day_parse", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        static final MethodHandle decimalParse =
                function("attain_decimal_parse", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS);
        static final MethodHandle decimalFormat = function(
                "attain_decimal_format", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS);
        static final MethodHandle documentRead =
                function("attain_document_read", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        static final MethodHandle documentDestroy = procedure("attain_document_destroy", ADDRESS);
        static final MethodHandle documentDecimals = function("attain_document_decimals", JAVA_INT, ADDRESS);
        static final MethodHandle documentPay = function("attain_document_pay", ADDRESS, ADDRESS);
        static final MethodHandle documentCalendar = function("attain_document_calendar", ADDRESS, ADDRESS);
        static final MethodHandle tableCreate = function("attain_table_create", JAVA_INT, ADDRESS, ADDRESS);
        static final MethodHandle tableDestroy = procedure("attain_table_destroy", ADDRESS);
        static final MethodHandle tableAddI64 = function("attain_table_add_i64", JAVA_INT, ADDRESS, ADDRESS, ADDRESS,
                JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
        static final MethodHandle tableAddI32 = function("attain_table_add_i32", JAVA_INT, ADDRESS, ADDRESS, ADDRESS,
                JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
        static final MethodHandle tableRows = function("attain_table_rows", JAVA_LONG, ADDRESS);
        static final MethodHandle tableFind = function("attain_table_find", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
        static final MethodHandle tableI64 = function("attain_table_i64", ADDRESS, ADDRESS, JAVA_LONG);
        static final MethodHandle payRun = function(
                "attain_pay_run", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);

        private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
            return LINKER.downcallHandle(LIBRARY.find(name).orElseThrow(), FunctionDescriptor.of(result, arguments));
        }

        private static MethodHandle procedure(String name, MemoryLayout... arguments) {
            return LINKER.downcallHandle(LIBRARY.find(name).orElseThrow(), FunctionDescriptor.ofVoid(arguments));
        }
    }

    /** A call that failed, with what the library knows of it. */
    static final class AttainException extends Exception {
        final int status;
        final String argument;

        AttainException(int status, String argument, String message) {
            super(message);
            this.status = status;
            this.argument = argument;
        }
    }

    /** A library context and the memory that lives as long. It serves one thread at a time. */
    static final class Context implements AutoCloseable {
        final Arena arena = Arena.ofConfined();
        final MemorySegment handle;

        Context() throws Throwable {
            MemorySegment out = arena.allocate(ADDRESS);
            int status = (int) Attain.contextCreate.invokeExact(MemorySegment.NULL, out);
            if (status != 0) {
                throw new OutOfMemoryError("attain_context_create");
            }
            handle = out.get(ADDRESS, 0);
        }

        void check(int status) throws Throwable {
            if (status != 0) {
                throw new AttainException(status,
                        terminated((MemorySegment) Attain.contextErrorArgument.invokeExact(handle)),
                        terminated((MemorySegment) Attain.contextError.invokeExact(handle)));
            }
        }

        /** UTF-8 bytes, which the library takes with their length. */
        MemorySegment text(String text) {
            return arena.allocateFrom(JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closing(Attain.contextDestroy, handle).close();
            arena.close();
        }
    }

    private static String terminated(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** Destroys a handle at the end of a try block. */
    interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private static Closing closing(MethodHandle destroy, MemorySegment handle) {
        return () -> {
            try {
                destroy.invokeExact(handle);
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
        };
    }

    record Line(long deal, long payee, String date, String amount) {
    }

    private static final Line[] SCREEN = { // as it was typed
        new Line(101, 7, "2024-02-05", "900000.00"),
        new Line(102, 7, "2024-05-20", "400000.00"),
        new Line(103, 7, "2024-06-03", "-100000.00"),
        new Line(104, 7, "2024-11-30", "1300000.00"),
    };

    private static int parseDay(Context cx, String date) throws Throwable {
        MemorySegment text = cx.text(date), out = cx.arena.allocate(JAVA_INT);
        cx.check((int) Attain.dayParse.invokeExact(cx.handle, text, text.byteSize(), out));
        return out.get(JAVA_INT, 0);
    }

    private static long parseAmount(Context cx, String amount, int decimals) throws Throwable {
        MemorySegment text = cx.text(amount), out = cx.arena.allocate(JAVA_LONG);
        cx.check((int) Attain.decimalParse.invokeExact(cx.handle, text, text.byteSize(), decimals, out));
        return out.get(JAVA_LONG, 0);
    }

    private static String formatAmount(Context cx, long amount, int decimals) throws Throwable {
        MemorySegment buffer = cx.arena.allocate(Attain.DECIMAL_CAPACITY);
        cx.check((int) Attain.decimalFormat.invokeExact(cx.handle, amount, decimals, buffer, buffer.byteSize(),
                MemorySegment.NULL));
        return buffer.getString(0);
    }

    private static void add(Context cx, MemorySegment table, MethodHandle kind, String name, MemorySegment values)
            throws Throwable {
        MemorySegment text = cx.text(name);
        cx.check((int) kind.invokeExact(cx.handle, table, text, text.byteSize(), values, MemorySegment.NULL,
                (long) SCREEN.length));
    }

    /** Fills a table with columns in native memory: it borrows them, so they belong to the context's arena. */
    private static void readScreen(Context cx, MemorySegment table, int decimals) throws Throwable {
        MemorySegment deal = cx.arena.allocate(JAVA_LONG, SCREEN.length);
        MemorySegment payee = cx.arena.allocate(JAVA_LONG, SCREEN.length);
        MemorySegment date = cx.arena.allocate(JAVA_INT, SCREEN.length);
        MemorySegment amount = cx.arena.allocate(JAVA_LONG, SCREEN.length);
        for (int i = 0; i < SCREEN.length; i++) {
            deal.setAtIndex(JAVA_LONG, i, SCREEN[i].deal());
            payee.setAtIndex(JAVA_LONG, i, SCREEN[i].payee());
            date.setAtIndex(JAVA_INT, i, parseDay(cx, SCREEN[i].date()));
            amount.setAtIndex(JAVA_LONG, i, parseAmount(cx, SCREEN[i].amount(), decimals));
        }
        add(cx, table, Attain.tableAddI64, "deal", deal);
        add(cx, table, Attain.tableAddI64, "payee", payee);
        add(cx, table, Attain.tableAddI32, "date", date);
        add(cx, table, Attain.tableAddI64, "amount", amount);
    }

    private static MemorySegment numbers(Context cx, MemorySegment table, String name, long rows) throws Throwable {
        MemorySegment text = cx.text(name);
        long column = (long) Attain.tableFind.invokeExact(table, text, text.byteSize());
        MemorySegment values = (MemorySegment) Attain.tableI64.invokeExact(table, column);
        return values.reinterpret(rows * JAVA_LONG.byteSize());
    }

    private static void printEarned(Context cx, MemorySegment result, int decimals) throws Throwable {
        long rows = (long) Attain.tableRows.invokeExact(result);
        MemorySegment deal = numbers(cx, result, "deal", rows), amount = numbers(cx, result, "amount", rows);
        for (long row = 0; row < rows; row++) {
            System.out.println(deal.getAtIndex(JAVA_LONG, row) + " earns "
                    + formatAmount(cx, amount.getAtIndex(JAVA_LONG, row), decimals));
        }
    }

    private static void preview(String json) throws Throwable {
        try (Context cx = new Context()) {
            MemorySegment out = cx.arena.allocate(ADDRESS), text = cx.text(json);
            cx.check((int) Attain.documentRead.invokeExact(cx.handle, text, text.byteSize(), out));
            MemorySegment plan = out.get(ADDRESS, 0);
            try (Closing closePlan = closing(Attain.documentDestroy, plan)) {
                int decimals = (int) Attain.documentDecimals.invokeExact(plan);
                MemorySegment pay = (MemorySegment) Attain.documentPay.invokeExact(plan);
                MemorySegment calendar = (MemorySegment) Attain.documentCalendar.invokeExact(plan);
                cx.check((int) Attain.tableCreate.invokeExact(cx.handle, out));
                MemorySegment deals = out.get(ADDRESS, 0);
                try (Closing closeDeals = closing(Attain.tableDestroy, deals)) {
                    readScreen(cx, deals, decimals);
                    cx.check((int) Attain.payRun.invokeExact(cx.handle, pay, calendar, deals, Attain.PAY_BY_DEAL, out,
                            MemorySegment.NULL));
                    MemorySegment result = out.get(ADDRESS, 0);
                    try (Closing closeResult = closing(Attain.tableDestroy, result)) {
                        printEarned(cx, result, decimals);
                    }
                }
            }
        }
    }

    public static void main(String[] arguments) {
        String path = arguments.length > 0 ? arguments[0] : "plan.json";
        try {
            int version = (int) Attain.version.invokeExact();
            if (version / 100 != 1) {
                throw new IllegalStateException("needs attain 0.1, found " + version);
            }
            preview(Files.readString(Path.of(path)));
        } catch (Throwable failure) {
            System.err.println(path + ": " + (failure instanceof AttainException ? failure.getMessage() : failure));
            System.exit(1);
        }
    }
}
