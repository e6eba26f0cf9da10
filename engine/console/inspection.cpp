#include "engine/console/inspection.h"

#include "engine/base/text.h"
#include "engine/console/table.h"

#include <algorithm>
#include <ostream>

namespace agora::console {

namespace {
using agency::Value;

std::string cell(const Value &value)
{
    if (value.isNull())
        return "-";
    if (value.isText())
        return value.asText();
    if (value.isNumber() && !value.isInteger())
        return formatFixed(value.asNumber(), 3);
    if (value.isArray()) {
        std::string all;
        for (const auto &element : value.asArray())
            all += (all.empty() ? "" : ", ") + cell(element);
        return all.empty() ? "-" : all;
    }
    return value.toJson();
}

/// The members of all rows, each once, in the order of the first row that has it.
std::vector<std::string> columnsOf(const std::vector<std::pair<std::string, const Value *>> &rows)
{
    std::vector<std::string> columns;
    for (const auto &[name, row] : rows) {
        for (const auto &[key, value] : row->asObject()) {
            if (std::find(columns.begin(), columns.end(), key) == columns.end())
                columns.push_back(key);
        }
    }
    return columns;
}

void printTable(std::ostream &out, const std::vector<std::pair<std::string, const Value *>> &rows,
    const char *nameTitle)
{
    const auto columns = columnsOf(rows);
    std::vector<Column> titles;
    if (nameTitle != nullptr)
        titles.push_back({nameTitle});
    for (const auto &column : columns)
        titles.push_back({column.c_str()});
    Table table(std::move(titles));
    for (const auto &[name, row] : rows) {
        std::vector<std::string> cells;
        if (nameTitle != nullptr)
            cells.push_back(name);
        for (const auto &column : columns)
            cells.push_back(cell((*row)[column]));
        table.add(std::move(cells));
    }
    table.print(out);
}

bool isRow(const Value &value) { return value.isObject() && !value.asObject().empty(); }

/// `name value` lines, the names padded to one width.
void printLines(std::ostream &out, const Value::Object &members)
{
    std::size_t width = 0;
    for (const auto &[name, value] : members)
        width = std::max(width, name.size());
    for (const auto &[name, value] : members)
        out << printable(name) << std::string(width - name.size() + 2, ' ')
            << printable(cell(value)) << '\n';
}

void printSection(std::ostream &out, const std::string &name, const Value &section)
{
    std::vector<std::pair<std::string, const Value *>> rows;
    for (const auto &[key, row] : section.asObject())
        rows.emplace_back(key, &row);
    for (const auto &row : section.asArray())
        rows.emplace_back("", &row);
    if (rows.empty())
        return;
    out << '\n' << printable(name) << '\n';
    if (std::all_of(rows.begin(), rows.end(), [](const auto &row) { return isRow(*row.second); }))
        printTable(out, rows, section.isObject() ? "name" : nullptr);
    else if (section.isObject())
        printLines(out, section.asObject());
    else
        out << printable(cell(section)) << '\n';
}
} // namespace

void printInspection(std::ostream &out, const agency::Value &description)
{
    Value::Object single;
    for (const auto &[name, value] : description.asObject()) {
        if (!value.isObject() && !value.isArray())
            single.emplace(name, value);
    }
    printLines(out, single);
    for (const auto &[name, value] : description.asObject()) {
        if (value.isObject() || value.isArray())
            printSection(out, name, value);
    }
}

} // namespace agora::console
