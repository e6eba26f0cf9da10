#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace agora::console {

enum class Align : std::uint8_t { Left, Right };

struct Column {
    const char *title;
    Align align = Align::Left;
};

/// `text` without control characters, so that no name and no log line can steer the terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// Rows of text in columns as wide as their widest cell.
class Table {
public:
    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

    /// One cell a column.
    void add(std::vector<std::string> cells);
    void print(std::ostream &out) const;

private:
    void printRow(std::ostream &out, const std::vector<std::string> &cells,
        const std::vector<std::size_t> &widths) const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace agora::console
