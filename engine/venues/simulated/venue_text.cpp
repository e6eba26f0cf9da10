#include "engine/venues/simulated/venue_text.h"

#include "engine/base/text.h"

#include <optional>

namespace agora::venue_text {
namespace {

/// Where a fill's id would stand.
constexpr const char *changeMark = "changed";

std::string nanosText(Timestamp at) { return std::to_string(toNanos(at)); }

template <typename T, typename Write>
std::string optionalText(const std::optional<T> &value, Write write)
{
    return value ? write(*value) : std::string();
}

std::string decimalText(Decimal number) { return number.toString(); }

/// Takes fields one after the other and keeps the first complaint, so that readers need no check
/// after each.
class FieldReader {
public:
    explicit FieldReader(const std::vector<std::string> &fields) : m_fields(fields) {}

    std::string text(const char *name)
    {
        if (m_next < m_fields.size())
            return m_fields[m_next++];
        complain(name, "is missing");
        return {};
    }
    Decimal decimal(const char *name)
    {
        const auto field = text(name);
        const auto number = Decimal::parse(field);
        if (!number)
            complain(name, "is “" + field + "”, not a number");
        return number.valueOr(Decimal());
    }
    Timestamp time(const char *name)
    {
        const auto field = text(name);
        const auto nanos = parseInteger(field);
        if (!nanos)
            complain(name, "is “" + field + "”, not a time in nanoseconds");
        return fromNanos(nanos.value_or(0));
    }
    template <typename Enum>
    Enum oneOf(const char *name, Result<Enum> (*parse)(std::string_view))
    {
        const auto value = parse(text(name));
        if (!value)
            complain(name, value.error().message);
        return value.valueOr(Enum{});
    }
    template <typename Read>
    auto optional(const char *name, Read read) -> std::optional<decltype(read(name))>
    {
        if (m_next < m_fields.size() && m_fields[m_next].empty()) {
            ++m_next;
            return std::nullopt;
        }
        return read(name);
    }
    [[nodiscard]] Result<void> finish()
    {
        if (m_next < m_fields.size())
            complain(
                "the rest", "has " + std::to_string(m_fields.size() - m_next) + " fields too many");
        if (m_complaint.empty())
            return {};
        return fail(m_complaint);
    }

private:
    void complain(const char *name, const std::string &what)
    {
        if (m_complaint.empty())
            m_complaint = std::string(name) + " " + what;
    }

    const std::vector<std::string> &m_fields;
    std::size_t m_next = 0;
    std::string m_complaint;
};

void escapeInto(std::string &out, std::string_view text)
{
    for (const char c : text) {
        if (c == '\t')
            out += "\\t";
        else if (c == '\n')
            out += "\\n";
        else if (c == '\\')
            out += "\\\\";
        else
            out += c;
    }
}

} // namespace

std::string line(const std::vector<std::string> &fields)
{
    std::string out;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0)
            out += '\t';
        escapeInto(out, fields[i]);
    }
    out += '\n';
    return out;
}

std::vector<std::string> fields(std::string_view line)
{
    std::vector<std::string> out(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\t') {
            out.emplace_back();
        } else if (c == '\\' && i + 1 < line.size()) {
            const char escaped = line[++i];
            out.back() += escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped;
        } else {
            out.back() += c;
        }
    }
    return out;
}

std::vector<std::string> write(const OrderRequest &request)
{
    return {request.id, request.owner, request.symbol, std::string(toString(request.side)),
        std::string(toString(request.type)), std::string(toString(request.timeInForce)),
        request.units.toString(), optionalText(request.price, decimalText),
        optionalText(request.stopLoss, decimalText), optionalText(request.takeProfit, decimalText),
        optionalText(request.expiry, nanosText), request.comment, nanosText(request.time)};
}

Result<OrderRequest> readRequest(const std::vector<std::string> &fields)
{
    FieldReader reader(fields);
    const auto decimal = [&](const char *name) { return reader.decimal(name); };
    OrderRequest request;
    request.id = reader.text("id");
    request.owner = reader.text("owner");
    request.symbol = reader.text("symbol");
    request.side = reader.oneOf("side", parseOrderSide);
    request.type = reader.oneOf("type", parseOrderType);
    request.timeInForce = reader.oneOf("time in force", parseTimeInForce);
    request.units = reader.decimal("units");
    request.price = reader.optional("price", decimal);
    request.stopLoss = reader.optional("stop loss", decimal);
    request.takeProfit = reader.optional("take profit", decimal);
    request.expiry = reader.optional("expiry", [&](const char *name) { return reader.time(name); });
    request.comment = reader.text("comment");
    request.time = reader.time("time");
    if (const auto whole = reader.finish(); !whole)
        return whole.failure();
    return request;
}

std::vector<std::string> write(const ExecutionReport &report)
{
    std::vector<std::string> fields{
        report.orderId, std::string(toString(report.state)), nanosText(report.time), report.reason};
    if (const auto &fill = report.fill) {
        fields.push_back(fill->id);
        fields.push_back(fill->units.toString());
        fields.push_back(fill->price.toString());
        fields.push_back(fill->commission.toString());
        fields.push_back(nanosText(fill->time));
    } else if (const auto &terms = report.terms) { // a change has no fill
        fields.emplace_back(changeMark);
        for (const auto &price : {terms->price, terms->stopLoss, terms->takeProfit})
            fields.push_back(optionalText(price, decimalText));
    }
    return fields;
}

Result<ExecutionReport> readReport(
    const std::vector<std::string> &fields, const OrderRequest &order)
{
    constexpr std::size_t withoutFill = 4;
    FieldReader reader(fields);
    ExecutionReport report;
    report.orderId = reader.text("order");
    report.state = reader.oneOf("state", parseOrderState);
    report.time = reader.time("time");
    report.reason = reader.text("reason");
    if (fields.size() > withoutFill && fields[withoutFill] == changeMark) {
        const auto decimal = [&](const char *name) { return reader.decimal(name); };
        reader.text("mark of a change");
        report.terms.emplace();
        report.terms->price = reader.optional("price", decimal);
        report.terms->stopLoss = reader.optional("stop loss", decimal);
        report.terms->takeProfit = reader.optional("take profit", decimal);
    } else if (fields.size() > withoutFill) {
        Fill fill;
        fill.id = reader.text("fill");
        fill.orderId = order.id;
        fill.owner = order.owner;
        fill.symbol = order.symbol;
        fill.side = order.side;
        fill.units = reader.decimal("units");
        fill.price = reader.decimal("price");
        fill.commission = reader.decimal("commission");
        fill.time = reader.time("fill time");
        report.fill = std::move(fill);
    }
    if (const auto whole = reader.finish(); !whole)
        return whole.failure();
    return report;
}

} // namespace agora::venue_text
