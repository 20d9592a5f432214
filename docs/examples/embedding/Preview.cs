// Commission preview: what each deal on the screen earns under a plan. P/Invoke; .NET 6 or later, or Mono.
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

/// <summary>The functions that are used, as attain.h declares them. size_t is UIntPtr, a handle or char * is IntPtr.</summary>
internal static class Native
{
    private const string Library = "attain"; // attain.dll, libattain.so, libattain.dylib

    internal const int PayByDeal = 1;
    internal const int DecimalCapacity = 24;

    [DllImport(Library)] internal static extern int attain_version();
    [DllImport(Library)] internal static extern int attain_context_create(IntPtr allocator, out IntPtr context);
    [DllImport(Library)] internal static extern void attain_context_destroy(IntPtr context);
    [DllImport(Library)] internal static extern IntPtr attain_context_error(IntPtr context);
    [DllImport(Library)] internal static extern IntPtr attain_context_error_argument(IntPtr context);
    [DllImport(Library)]
    internal static extern int attain_day_parse(IntPtr context, byte[] text, UIntPtr length, out int day);
    [DllImport(Library)]
    internal static extern int attain_decimal_parse(
        IntPtr context, byte[] text, UIntPtr length, int decimals, out long value);
    [DllImport(Library)]
    internal static extern int attain_decimal_format(
        IntPtr context, long value, int decimals, byte[] buffer, UIntPtr capacity, out UIntPtr length);
    [DllImport(Library)]
    internal static extern int attain_document_read(IntPtr context, byte[] text, UIntPtr length, out IntPtr document);
    [DllImport(Library)] internal static extern void attain_document_destroy(IntPtr document);
    [DllImport(Library)] internal static extern int attain_document_decimals(IntPtr document);
    [DllImport(Library)] internal static extern IntPtr attain_document_pay(IntPtr document);
    [DllImport(Library)] internal static extern IntPtr attain_document_calendar(IntPtr document);
    [DllImport(Library)] internal static extern int attain_table_create(IntPtr context, out IntPtr table);
    [DllImport(Library)] internal static extern void attain_table_destroy(IntPtr table);
    [DllImport(Library)]
    internal static extern int attain_table_add_i64(
        IntPtr context, IntPtr table, byte[] name, UIntPtr nameLength, IntPtr values, IntPtr validity, UIntPtr rows);
    [DllImport(Library)]
    internal static extern int attain_table_add_i32(
        IntPtr context, IntPtr table, byte[] name, UIntPtr nameLength, IntPtr values, IntPtr validity, UIntPtr rows);
    [DllImport(Library)] internal static extern UIntPtr attain_table_rows(IntPtr table);
    [DllImport(Library)] internal static extern long attain_table_find(IntPtr table, byte[] name, UIntPtr nameLength);
    [DllImport(Library)] internal static extern IntPtr attain_table_i64(IntPtr table, UIntPtr column);
    [DllImport(Library)]
    internal static extern int attain_pay_run(
        IntPtr context, IntPtr pay, IntPtr calendar, IntPtr deals, int by, out IntPtr result, IntPtr explain);

    internal static UIntPtr Size(int size)
    {
        return (UIntPtr)(uint)size;
    }

    /// <summary>Terminated UTF-8 that the library lends.</summary>
    internal static string Text(IntPtr terminated)
    {
        var length = 0;
        while (Marshal.ReadByte(terminated, length) != 0)
            length++;
        var bytes = new byte[length];
        Marshal.Copy(terminated, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }
}

/// <summary>A call that failed, with what the library knows of it.</summary>
public sealed class AttainException : Exception
{
    public int Status { get; }
    public string Argument { get; }

    internal AttainException(int status, IntPtr context) : base(Native.Text(Native.attain_context_error(context)))
    {
        Status = status;
        Argument = Native.Text(Native.attain_context_error_argument(context));
    }
}

/// <summary>Destroys a handle at the latest when it is collected, in whatever order: each handle frees only itself.</summary>
public abstract class AttainHandle : SafeHandle
{
    protected AttainHandle(IntPtr handle) : base(IntPtr.Zero, true)
    {
        SetHandle(handle);
    }

    public override bool IsInvalid
    {
        get { return handle == IntPtr.Zero; }
    }

    internal IntPtr Pointer
    {
        get { return handle; }
    }
}

/// <summary>A library context. It serves one thread at a time.</summary>
public sealed class Context : AttainHandle
{
    private Context(IntPtr handle) : base(handle)
    {
    }

    public static Context Create()
    {
        IntPtr handle;
        if (Native.attain_version() / 100 != 1)
            throw new DllNotFoundException("needs attain 0.1, found " + Native.attain_version());
        if (Native.attain_context_create(IntPtr.Zero, out handle) != 0)
            throw new OutOfMemoryException();
        return new Context(handle);
    }

    protected override bool ReleaseHandle()
    {
        Native.attain_context_destroy(handle);
        return true;
    }

    internal void Check(int status)
    {
        if (status != 0)
            throw new AttainException(status, handle);
    }

    public int ParseDay(string date)
    {
        int day;
        var text = Encoding.UTF8.GetBytes(date);
        Check(Native.attain_day_parse(handle, text, Native.Size(text.Length), out day));
        return day;
    }

    public long ParseAmount(string amount, int decimals)
    {
        long minor;
        var text = Encoding.UTF8.GetBytes(amount);
        Check(Native.attain_decimal_parse(handle, text, Native.Size(text.Length), decimals, out minor));
        return minor;
    }

    public string FormatAmount(long amount, int decimals)
    {
        UIntPtr length;
        var buffer = new byte[Native.DecimalCapacity];
        Check(Native.attain_decimal_format(handle, amount, decimals, buffer, Native.Size(buffer.Length), out length));
        return Encoding.UTF8.GetString(buffer, 0, (int)length);
    }
}

public sealed class Plan : AttainHandle
{
    private Plan(IntPtr handle) : base(handle)
    {
    }

    public static Plan Read(Context context, byte[] json)
    {
        IntPtr handle;
        context.Check(Native.attain_document_read(context.Pointer, json, Native.Size(json.Length), out handle));
        return new Plan(handle);
    }

    protected override bool ReleaseHandle()
    {
        Native.attain_document_destroy(handle);
        return true;
    }

    public int Decimals
    {
        get { return Native.attain_document_decimals(handle); }
    }

    public Table Pay(Context context, Table deals)
    {
        IntPtr result;
        context.Check(Native.attain_pay_run(context.Pointer, Native.attain_document_pay(handle),
            Native.attain_document_calendar(handle), deals.Pointer, Native.PayByDeal, out result, IntPtr.Zero));
        return new Table(result);
    }
}

/// <summary>A table. It borrows the arrays of its columns, so they are pinned until it is disposed of.</summary>
public sealed class Table : AttainHandle
{
    private readonly List<GCHandle> pinned = new List<GCHandle>();

    internal Table(IntPtr handle) : base(handle)
    {
    }

    public static Table Create(Context context)
    {
        IntPtr handle;
        context.Check(Native.attain_table_create(context.Pointer, out handle));
        return new Table(handle);
    }

    protected override bool ReleaseHandle()
    {
        Native.attain_table_destroy(handle);
        foreach (var column in pinned)
            column.Free();
        return true;
    }

    private IntPtr Pin(Array values)
    {
        var column = GCHandle.Alloc(values, GCHandleType.Pinned);
        pinned.Add(column);
        return column.AddrOfPinnedObject();
    }

    public void Add(Context context, string name, long[] values)
    {
        var text = Encoding.UTF8.GetBytes(name);
        context.Check(Native.attain_table_add_i64(context.Pointer, handle, text, Native.Size(text.Length), Pin(values),
            IntPtr.Zero, Native.Size(values.Length)));
    }

    public void Add(Context context, string name, int[] values)
    {
        var text = Encoding.UTF8.GetBytes(name);
        context.Check(Native.attain_table_add_i32(context.Pointer, handle, text, Native.Size(text.Length), Pin(values),
            IntPtr.Zero, Native.Size(values.Length)));
    }

    public long[] Numbers(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var column = Native.attain_table_find(handle, text, Native.Size(text.Length));
        var values = new long[(int)Native.attain_table_rows(handle)];
        Marshal.Copy(Native.attain_table_i64(handle, Native.Size((int)column)), values, 0, values.Length);
        return values;
    }
}

public static class Preview
{
    private static readonly string[][] Screen = // as it was typed
    {
        new[] { "101", "7", "2024-02-05", "900000.00" },
        new[] { "102", "7", "2024-05-20", "400000.00" },
        new[] { "103", "7", "2024-06-03", "-100000.00" },
        new[] { "104", "7", "2024-11-30", "1300000.00" },
    };

    private static void Show(byte[] json)
    {
        using (var context = Context.Create())
        using (var plan = Plan.Read(context, json))
        using (var deals = Table.Create(context))
        {
            var decimals = plan.Decimals;
            deals.Add(context, "deal", Array.ConvertAll(Screen, line => long.Parse(line[0])));
            deals.Add(context, "payee", Array.ConvertAll(Screen, line => long.Parse(line[1])));
            deals.Add(context, "date", Array.ConvertAll(Screen, line => context.ParseDay(line[2])));
            deals.Add(context, "amount", Array.ConvertAll(Screen, line => context.ParseAmount(line[3], decimals)));
            using (var earned = plan.Pay(context, deals))
            {
                var deal = earned.Numbers("deal");
                var amount = earned.Numbers("amount");
                for (var row = 0; row < deal.Length; row++)
                    Console.WriteLine(deal[row] + " earns " + context.FormatAmount(amount[row], decimals));
            }
        }
    }

    public static int Main(string[] arguments)
    {
        var path = arguments.Length > 0 ? arguments[0] : "plan.json";
        try
        {
            Show(File.ReadAllBytes(path));
            return 0;
        }
        catch (Exception failure) when (failure is AttainException || failure is IOException)
        {
            Console.Error.WriteLine(path + ": " + failure.Message);
            return 1;
        }
    }
}
