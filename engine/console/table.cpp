#include "engine/console/table.h"

#include "engine/base/ensure.h"

#include <algorithm>
#include <ostream>

namespace agora::console {

namespace {

/// Code points, which is what a terminal shows of the Latin texts that stand here.
std::size_t width(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace

std::string printable(std::string_view text)
{
    std::string result(text);
    std::replace_if(
        result.begin(), result.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return result;
}

void Table::add(std::vector<std::string> cells)
{
    AGORA_ENSURE(cells.size() == m_columns.size());
    for (auto &cell : cells)
        cell = printable(cell);
    m_rows.push_back(std::move(cells));
}

void Table::print(std::ostream &out) const
{
    std::vector<std::string> titles;
    std::vector<std::size_t> widths;
    for (const auto &column : m_columns) {
        titles.emplace_back(column.title);
        widths.push_back(width(column.title));
    }
    for (const auto &row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(row[i]));
    }
    printRow(out, titles, widths);
    for (const auto &row : m_rows)
        printRow(out, row, widths);
}

void Table::printRow(std::ostream &out, const std::vector<std::string> &cells,
    const std::vector<std::size_t> &widths) const
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string space(widths[i] - width(cells[i]), ' ');
        line += m_columns[i].align == Align::Right ? space + cells[i] : cells[i] + space;
        line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
}

} // namespace agora::console
