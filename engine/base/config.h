#pragma once

#include "engine/base/decimal.h"
#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace agora {

/// One value of a configuration file with the place it came from, so that every complaint can name
/// it.
class ConfigNode {
public:
    using Table = std::map<std::string, ConfigNode, std::less<>>;
    using Array = std::vector<ConfigNode>;
    using Value = std::variant<bool, std::int64_t, double, std::string, Array, Table>;

    ConfigNode() = default;
    ConfigNode(Value value, std::string file, int line, int column)
        : m_value(std::move(value)), m_file(std::move(file)), m_line(line), m_column(column)
    {}

    [[nodiscard]] const Value &raw() const { return m_value; }
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] int column() const { return m_column; }
    /// `agora.toml:12:7`
    [[nodiscard]] std::string where() const;

    [[nodiscard]] bool isTable() const { return std::holds_alternative<Table>(m_value); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(m_value); }
    /// Nothing when this is no table or has no such key.
    [[nodiscard]] const ConfigNode *find(std::string_view key) const;
    [[nodiscard]] const Table &table() const; ///< must be a table
    [[nodiscard]] const Array &array() const; ///< must be an array

    /// The value of a key of this table, `fallback` when absent, an error with line and column when
    /// the type is wrong. Integers are accepted where a double is asked for.
    [[nodiscard]] Result<std::string> text(std::string_view key, std::string fallback) const;
    [[nodiscard]] Result<std::int64_t> integer(
        std::string_view key, std::int64_t fallback, std::int64_t min, std::int64_t max) const;
    [[nodiscard]] Result<double> number(
        std::string_view key, double fallback, double min, double max) const;
    [[nodiscard]] Result<bool> boolean(std::string_view key, bool fallback) const;
    [[nodiscard]] Result<std::vector<std::string>> texts(
        std::string_view key, std::vector<std::string> fallback) const;
    /// This node itself as an exact number; written as one or as a text (`0.1`, `"0.1"`). The error
    /// is empty: what the number must be is the caller's to say.
    [[nodiscard]] Result<Decimal> decimal() const;
    /// Refuses keys that are not in `known`: a typo must not be ignored. Suggests the nearest known
    /// key.
    [[nodiscard]] Result<void> refuseUnknown(std::initializer_list<std::string_view> known) const;

    /// An error that starts with this node's place.
    [[nodiscard]] Failure<Error> complain(const std::string &what) const;

private:
    Value m_value = Table{};
    std::string m_file;
    int m_line = 0;
    int m_column = 0;
};

/// Reads TOML; a syntax error names file, line and column.
[[nodiscard]] Result<ConfigNode> loadConfig(const std::filesystem::path &file);
[[nodiscard]] Result<ConfigNode> parseConfig(std::string_view text, const std::string &fileName);

} // namespace agora
