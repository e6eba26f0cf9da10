#include "engine/console/bar_file.h"

#include "engine/base/text.h"
#include "engine/market/text_lines.h"
#include "engine/model/market_data.h"

#include <algorithm>
#include <limits>

namespace agora::console {
namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

/// Reads one CSV file: which of its columns is what, then line by line.
class Reader {
public:
    Reader(TextLines lines, const std::vector<std::string> &chosen)
        : m_lines(std::move(lines)), m_chosen(chosen)
    {}

    Result<BarFile> read()
    {
        const auto header = m_lines.next();
        if (!header)
            return header.failure();
        if (!*header)
            return m_lines.complain("the file is empty");
        for (const auto name : split(**header, ','))
            m_names.emplace_back(trimmed(name));
        if (const auto found = findPrices(); !found)
            return found.failure();
        findTheRest();
        for (;;) {
            const auto line = m_lines.next();
            if (!line)
                return line.failure();
            if (!*line)
                return std::move(m_bars);
            if (const auto taken = take(split(**line, ',')); !taken)
                return taken.failure();
        }
    }

private:
    struct Target {
        std::size_t column;
        std::vector<double> *values;
    };

    Result<std::size_t> position(const std::string &name) const
    {
        const auto same = [&](const std::string &known) { return lower(known) == lower(name); };
        const auto found = std::ranges::find_if(m_names, same);
        if (found == m_names.end())
            return m_lines.complain(
                "there is no column “" + name + "”" + suggestion(name, m_names));
        return static_cast<std::size_t>(found - m_names.begin());
    }

    Result<void> findPrices()
    {
        static const std::vector<std::string> usual{"open", "high", "low", "close"};
        auto wanted = m_chosen.empty() ? usual : m_chosen;
        if (m_chosen.empty() && position("volume"))
            wanted.emplace_back("volume");
        if (wanted.size() == 1)
            wanted.resize(4, wanted.front());
        const std::array targets{
            &m_bars.open, &m_bars.high, &m_bars.low, &m_bars.close, &m_bars.volume};
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto column = position(wanted[i]);
            if (!column)
                return column.failure();
            m_targets.push_back({*column, targets[i]});
        }
        return {};
    }

    void findTheRest()
    {
        static const std::array prices{"_open", "_high", "_low", "_close"};
        for (const PriceSide side : {PriceSide::Bid, PriceSide::Ask, PriceSide::Mid}) {
            for (std::size_t i = 0; i < prices.size(); ++i) {
                const auto column = position(std::string(toString(side)) + prices[i]);
                if (column)
                    m_targets.push_back(
                        {*column, &m_bars.sides[static_cast<std::size_t>(side)][i]});
            }
        }
        for (const char *name : {"time", "datetime", "timestamp", "date"}) {
            if (const auto column = position(name); column && !m_time)
                m_time = *column;
        }
        for (const char *name : {"i", "index", "time", "datetime", "timestamp", "date"}) {
            if (const auto column = position(name))
                m_labelColumns.push_back(*column);
        }
        std::ranges::sort(m_labelColumns);
        for (const std::size_t column : m_labelColumns)
            m_bars.labelNames.push_back(m_names[column]);
        m_bars.labels.resize(m_labelColumns.size());
    }

    Result<void> take(const std::vector<std::string_view> &fields)
    {
        if (fields.size() != m_names.size())
            return m_lines.complain(std::to_string(fields.size()) + " fields instead of "
                + std::to_string(m_names.size()));
        for (const auto &[column, values] : m_targets) {
            const auto text = trimmed(fields[column]);
            const auto number = parseDouble(text);
            if (!number && !text.empty() && lower(text) != "nan")
                return m_lines.complain("column “" + m_names[column] + "” is “" + std::string(text)
                    + "”, which is no number");
            values->push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
        }
        if (m_bars.volume.size() < m_bars.close.size())
            m_bars.volume.push_back(0.0);
        const auto time = m_time ? parseIso(trimmed(fields[*m_time])) : Result<Timestamp>(fail(""));
        constexpr std::int64_t hour = 3'600'000'000'000;
        m_bars.times.push_back(
            time ? toNanos(*time) : static_cast<std::int64_t>(m_bars.times.size()) * hour);
        for (std::size_t i = 0; i < m_labelColumns.size(); ++i)
            m_bars.labels[i].emplace_back(fields[m_labelColumns[i]]);
        return {};
    }

    TextLines m_lines;
    const std::vector<std::string> &m_chosen;
    std::vector<std::string> m_names;
    std::vector<Target> m_targets;
    std::vector<std::size_t> m_labelColumns;
    std::optional<std::size_t> m_time;
    BarFile m_bars;
};

} // namespace

indicators::BarColumns BarFile::columns() const
{
    indicators::BarColumns all{
        .times = times, .open = open, .high = high, .low = low, .close = close, .volume = volume};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto &side = sides[i];
        if (std::ranges::all_of(
                side, [&](const auto &column) { return column.size() == close.size(); }))
            all.sides[i] = {side[0], side[1], side[2], side[3]};
    }
    return all;
}

Result<BarFile> readBarFile(const std::string &file, const std::vector<std::string> &chosen)
{
    auto lines = TextLines::open(file);
    if (!lines)
        return lines.failure();
    return Reader(*std::move(lines), chosen).read();
}

} // namespace agora::console
