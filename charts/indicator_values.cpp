#include "charts/indicator_values.h"

#include <algorithm>
#include <limits>

namespace agora::charts {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t piece = 512; ///< bars between two questions whether to go on

} // namespace

IndicatorValues::IndicatorValues(
    const indicators::IndicatorInfo &info, std::unique_ptr<indicators::IndicatorInstance> fresh)
    : m_info(&info)
    , m_fresh(std::move(fresh))
    , m_instance(m_fresh->clone())
    , m_columns(info.outputs.size())
{
    for (const auto &output : info.outputs)
        m_back = std::max(m_back, static_cast<std::size_t>(std::max(0, -output.shift)));
}

std::size_t IndicatorValues::update(
    const indicators::BarColumns &bars, std::size_t from, const MayGoOn &mayGoOn)
{
    const std::size_t count = bars.size();
    if (from < m_taken || count < m_taken) // a bar already taken in was corrected
        restart(from == 0);
    const std::size_t start = m_taken;
    const bool hasNews = from < count || count != m_count || m_taken + 1 < count;
    setCount(count);
    while (m_taken + 1 < count) {
        if (m_taken % piece == 0 || m_taken == start)
            makeRoom(m_taken + piece);
        const Bar bar = bars[m_taken];
        const QuoteBar quotes = bars.quotes(m_taken);
        write(m_taken, m_instance->update({bar, quotes}));
        ++m_taken;
        if (mayGoOn && m_taken % piece == 0 && !mayGoOn())
            break;
    }
    if (isComplete())
        makeRoom(count);
    if (count > 0 && isComplete()) {
        const Bar bar = bars[count - 1];
        const QuoteBar quotes = bars.quotes(count - 1);
        write(count - 1, m_instance->preview({bar, quotes}));
    }
    const std::size_t changed = start > m_back ? start - m_back : 0;
    if (hasNews)
        for (std::size_t output = 0; output < m_columns.size(); ++output) {
            // Only as far as it is computed: what each piece costs must not depend on the rest.
            auto &column = m_columns[output];
            column.known = isComplete() ? column.values.size()
                                        : std::min(column.values.size(), m_taken + ahead(output));
            const auto seen = std::span(column.values).first(column.known);
            column.pyramid.update(seen, seen, std::min(changed, column.known));
        }
    return hasNews ? changed : count;
}

double IndicatorValues::progress() const
{
    return isComplete() ? 1 : static_cast<double>(m_taken) / static_cast<double>(m_count);
}

/// Values of before stay on screen until they are replaced, unless they are of other bars.
void IndicatorValues::restart(bool isAllNew)
{
    m_instance = m_fresh->clone();
    m_taken = 0;
    if (isAllNew)
        for (auto &column : m_columns)
            column.values.clear();
}

std::size_t IndicatorValues::ahead(std::size_t output) const
{
    return m_count > 0 ? static_cast<std::size_t>(std::max(0, m_info->outputs[output].shift)) : 0;
}

void IndicatorValues::setCount(std::size_t bars)
{
    m_count = bars;
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        auto &values = m_columns[output].values;
        const std::size_t whole = bars + ahead(output);
        if (values.capacity() < whole) // half as much again, so that live bars seldom move it
            values.reserve(whole + whole / 2);
        if (values.size() > whole)
            values.resize(whole);
    }
}

/// For the values of that many bars: memory that is not touched yet costs no time.
void IndicatorValues::makeRoom(std::size_t bars)
{
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        auto &values = m_columns[output].values;
        const std::size_t wanted = std::min(bars, m_count) + ahead(output);
        if (values.size() < wanted)
            values.resize(wanted, none);
    }
}

void IndicatorValues::write(std::size_t bar, std::span<const double> values)
{
    for (std::size_t output = 0; output < m_columns.size(); ++output) {
        const auto place = static_cast<std::int64_t>(bar) + m_info->outputs[output].shift;
        if (place >= 0)
            m_columns[output].values[static_cast<std::size_t>(place)] = values[output];
    }
}

} // namespace agora::charts
