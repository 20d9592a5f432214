// Commission preview: what each deal on the screen earns under a plan. C++11, nothing to release by hand.
#include <attain.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace
{

// A handle that destroys what it holds: handle<attain_table, attain_table_destroy>.
template <typename T, void (*destroy)(T *)> struct destroyer {
    void operator()(T *handle) const
    {
        destroy(handle);
    }
};
template <typename T, void (*destroy)(T *)> using handle = std::unique_ptr<T, destroyer<T, destroy>>;

using context = handle<attain_context, attain_context_destroy>;
using document = handle<attain_document, attain_document_destroy>;
using table = handle<attain_table, attain_table_destroy>;

struct attain_failure : std::runtime_error {
    attain_status status;
    std::string argument;
    explicit attain_failure(const attain_context *cx)
        : std::runtime_error(attain_context_error(cx)), status(attain_context_error_status(cx)),
          argument(attain_context_error_argument(cx))
    {
    }
};

void check(const context &cx, attain_status status)
{
    if (status != ATTAIN_OK)
        throw attain_failure(cx.get());
}

context make_context()
{
    attain_context *made = nullptr;
    if (attain_context_create(nullptr, &made) != ATTAIN_OK)
        throw std::bad_alloc();
    return context(made);
}

document read_plan(const context &cx, const std::string &json)
{
    attain_document *made = nullptr;
    check(cx, attain_document_read(cx.get(), json.data(), json.size(), &made));
    return document(made);
}

// Columns that a table borrows: they must outlive it, so they are declared before it.
struct columns {
    std::vector<int64_t> deal, payee, amount;
    std::vector<attain_day> date;

    void add(const context &cx, int64_t id, int64_t who, const std::string &day, const std::string &value,
             int32_t decimals)
    {
        attain_day parsed_day = 0;
        attain_amount parsed_value = 0;
        check(cx, attain_day_parse(cx.get(), day.data(), day.size(), &parsed_day));
        check(cx, attain_decimal_parse(cx.get(), value.data(), value.size(), decimals, &parsed_value));
        deal.push_back(id);
        payee.push_back(who);
        date.push_back(parsed_day);
        amount.push_back(parsed_value);
    }

    table borrow(const context &cx) const
    {
        attain_table *made = nullptr;
        check(cx, attain_table_create(cx.get(), &made));
        table result(made);
        check(cx, attain_table_add_i64(cx.get(), made, ATTAIN_TEXT("deal"), deal.data(), nullptr, deal.size()));
        check(cx, attain_table_add_i64(cx.get(), made, ATTAIN_TEXT("payee"), payee.data(), nullptr, payee.size()));
        check(cx, attain_table_add_i32(cx.get(), made, ATTAIN_TEXT("date"), date.data(), nullptr, date.size()));
        check(cx, attain_table_add_i64(cx.get(), made, ATTAIN_TEXT("amount"), amount.data(), nullptr, amount.size()));
        return result;
    }
};

const int64_t *numbers(const table &from, const std::string &name)
{
    const int64_t column = attain_table_find(from.get(), name.data(), name.size());
    return attain_table_i64(from.get(), static_cast<size_t>(column));
}

std::string decimal(const context &cx, int64_t value, int32_t decimals)
{
    char text[ATTAIN_DECIMAL_CAPACITY];
    size_t length = 0;
    check(cx, attain_decimal_format(cx.get(), value, decimals, text, sizeof text, &length));
    return std::string(text, length);
}

void preview(const context &cx, const std::string &json)
{
    const document plan = read_plan(cx, json);
    const int32_t decimals = attain_document_decimals(plan.get());

    columns deals;
    deals.add(cx, 101, 7, "2024-02-05", "900000.00", decimals);
    deals.add(cx, 102, 7, "2024-05-20", "400000.00", decimals);
    deals.add(cx, 103, 7, "2024-06-03", "-100000.00", decimals);
    deals.add(cx, 104, 7, "2024-11-30", "1300000.00", decimals);
    const table facts = deals.borrow(cx);

    attain_table *made = nullptr;
    check(cx, attain_pay_run(cx.get(), attain_document_pay(plan.get()), attain_document_calendar(plan.get()),
                             facts.get(), ATTAIN_PAY_BY_DEAL, &made, nullptr));
    const table earned(made);
    for (size_t row = 0; row < attain_table_rows(earned.get()); row++)
        std::cout << numbers(earned, "deal")[row] << " earns " << decimal(cx, numbers(earned, "amount")[row], decimals)
                  << "\n";
}

} // namespace

int main(int count, char **arguments)
{
    const std::string path = count > 1 ? arguments[1] : "plan.json";
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::cerr << path << ": cannot be read\n";
        return 1;
    }
    try {
        const std::string json((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        preview(make_context(), json);
    } catch (const std::exception &failure) {
        std::cerr << path << ": " << failure.what() << "\n";
        return 1;
    }
    return 0;
}
