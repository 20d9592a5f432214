<?php
// Commission preview: what each deal on the screen earns under a plan. PHP's FFI, 64-bit PHP 8.1 or later.
// On the command line FFI is on; for a web server see ffi.enable and ffi.preload in the manual.
declare(strict_types=1);

const DECLARATIONS = '
    typedef struct attain_context attain_context;
    typedef struct attain_document attain_document;
    typedef struct attain_calendar attain_calendar;
    typedef struct attain_pay attain_pay;
    typedef struct attain_table attain_table;
    int32_t attain_version(void);
    int32_t attain_context_create(const void *allocator, attain_context **out);
    void attain_context_destroy(attain_context *context);
    const char *attain_context_error(const attain_context *context);
    const char *attain_context_error_argument(const attain_context *context);
    int32_t attain_day_parse(attain_context *context, const char *text, size_t length, int32_t *out);
    int32_t attain_decimal_parse(attain_context *context, const char *text, size_t length, int32_t decimals,
                                 int64_t *out);
    int32_t attain_decimal_format(attain_context *context, int64_t value, int32_t decimals, char *buffer,
                                  size_t capacity, size_t *length);
    int32_t attain_document_read(attain_context *context, const char *text, size_t length, attain_document **out);
    void attain_document_destroy(attain_document *document);
    int32_t attain_document_decimals(const attain_document *document);
    attain_pay *attain_document_pay(const attain_document *document);
    attain_calendar *attain_document_calendar(const attain_document *document);
    int32_t attain_table_create(attain_context *context, attain_table **out);
    void attain_table_destroy(attain_table *table);
    int32_t attain_table_add_i64(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                 const int64_t *values, const uint8_t *validity, size_t rows);
    int32_t attain_table_add_i32(attain_context *context, attain_table *table, const char *name, size_t name_length,
                                 const int32_t *values, const uint8_t *validity, size_t rows);
    size_t attain_table_rows(const attain_table *table);
    int64_t attain_table_find(const attain_table *table, const char *name, size_t name_length);
    const int64_t *attain_table_i64(const attain_table *table, size_t column);
    int32_t attain_pay_run(attain_context *context, const attain_pay *pay, const attain_calendar *calendar,
                           const attain_table *deals, int32_t by, attain_table **result, attain_table **explain);
';
const PAY_BY_DEAL = 1;
const DECIMAL_CAPACITY = 24;

const SCREEN = [ // as it was typed
    [101, 7, '2024-02-05', '900000.00'],
    [102, 7, '2024-05-20', '400000.00'],
    [103, 7, '2024-06-03', '-100000.00'],
    [104, 7, '2024-11-30', '1300000.00'],
];

/** A call that failed; the code is the library's status. */
final class AttainException extends RuntimeException
{
    public function __construct(int $status, public readonly string $argument, string $message)
    {
        parent::__construct($message, $status);
    }
}

/** The library and a context of it. */
final class Attain
{
    public readonly FFI $lib;
    private FFI\CData $context;

    public function __construct(string $library)
    {
        $this->lib = FFI::cdef(DECLARATIONS, $library);
        if (intdiv($this->lib->attain_version(), 100) !== 1) {
            throw new RuntimeException('needs attain 0.1, found ' . $this->lib->attain_version());
        }
        $this->context = $this->lib->new('attain_context *');
        if ($this->lib->attain_context_create(null, FFI::addr($this->context)) !== 0) {
            throw new RuntimeException('out of memory');
        }
    }

    public function __destruct()
    {
        $this->lib->attain_context_destroy($this->context);
    }

    /** Calls a function that takes the context first and gives a status. */
    public function call(string $function, mixed ...$arguments): void
    {
        $status = $this->lib->$function($this->context, ...$arguments);
        if ($status !== 0) {
            throw new AttainException(
                $status,
                $this->lib->attain_context_error_argument($this->context),
                $this->lib->attain_context_error($this->context)
            );
        }
    }

    public function parseDay(string $date): int
    {
        $day = $this->lib->new('int32_t');
        $this->call('attain_day_parse', $date, strlen($date), FFI::addr($day));
        return $day->cdata;
    }

    public function parseAmount(string $amount, int $decimals): int
    {
        $minor = $this->lib->new('int64_t');
        $this->call('attain_decimal_parse', $amount, strlen($amount), $decimals, FFI::addr($minor));
        return $minor->cdata;
    }

    public function formatAmount(int $amount, int $decimals): string
    {
        $buffer = $this->lib->new('char[' . DECIMAL_CAPACITY . ']');
        $this->call('attain_decimal_format', $amount, $decimals, $buffer, DECIMAL_CAPACITY, null);
        return FFI::string($buffer);
    }
}

/** A table over columns of its own: the library borrows the arrays, so the object keeps them until it is gone. */
final class Table
{
    public FFI\CData $handle;
    private array $columns = [];

    public function __construct(private readonly Attain $attain)
    {
        $this->handle = $attain->lib->new('attain_table *');
    }

    public function __destruct()
    {
        $this->attain->lib->attain_table_destroy($this->handle);
    }

    /** @param 'int32_t'|'int64_t' $type */
    public function add(string $name, string $type, array $values): void
    {
        $column = $this->attain->lib->new($type . '[' . count($values) . ']');
        foreach ($values as $row => $value) {
            $column[$row] = $value;
        }
        $this->columns[] = $column;
        $function = $type === 'int32_t' ? 'attain_table_add_i32' : 'attain_table_add_i64';
        $this->attain->call($function, $this->handle, $name, strlen($name), $column, null, count($values));
    }

    /** @return list<int> */
    public function numbers(string $name): array
    {
        $lib = $this->attain->lib;
        $values = $lib->attain_table_i64($this->handle, $lib->attain_table_find($this->handle, $name, strlen($name)));
        $result = [];
        for ($row = 0; $row < $lib->attain_table_rows($this->handle); $row++) {
            $result[] = $values[$row];
        }
        return $result;
    }
}

function readScreen(Attain $attain, int $decimals): Table
{
    $deals = new Table($attain);
    $attain->call('attain_table_create', FFI::addr($deals->handle));
    $deals->add('deal', 'int64_t', array_column(SCREEN, 0));
    $deals->add('payee', 'int64_t', array_column(SCREEN, 1));
    $deals->add('date', 'int32_t', array_map(fn ($line) => $attain->parseDay($line[2]), SCREEN));
    $deals->add('amount', 'int64_t', array_map(fn ($line) => $attain->parseAmount($line[3], $decimals), SCREEN));
    return $deals;
}

function preview(Attain $attain, string $json): void
{
    $lib = $attain->lib;
    $plan = $lib->new('attain_document *');
    try {
        $attain->call('attain_document_read', $json, strlen($json), FFI::addr($plan));
        $decimals = $lib->attain_document_decimals($plan);
        $deals = readScreen($attain, $decimals);
        $earned = new Table($attain);
        $attain->call('attain_pay_run', $lib->attain_document_pay($plan), $lib->attain_document_calendar($plan),
            $deals->handle, PAY_BY_DEAL, FFI::addr($earned->handle), null);
        foreach (array_combine($earned->numbers('deal'), $earned->numbers('amount')) as $deal => $amount) {
            echo $deal, ' earns ', $attain->formatAmount($amount, $decimals), "\n";
        }
    } finally {
        $lib->attain_document_destroy($plan); // NULL is allowed
    }
}

$path = $argv[1] ?? 'plan.json';
try {
    $json = @file_get_contents($path);
    if ($json === false) {
        throw new RuntimeException('cannot be read');
    }
    preview(new Attain(getenv('ATTAIN_LIBRARY') ?: 'libattain.so.0'), $json);
} catch (AttainException | RuntimeException | FFI\Exception $failure) {
    fwrite(STDERR, "$path: {$failure->getMessage()}\n");
    exit(1);
}
