#include "engine/base/config.h"

#include "engine/base/paths.h"
#include "engine/base/text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace agora {

namespace {

ConfigNode convert(const toml::node &node, const std::string &file);

ConfigNode::Table convertTable(const toml::table &table, const std::string &file)
{
    ConfigNode::Table result;
    for (const auto &[key, value] : table)
        result.emplace(std::string(key.str()), convert(value, file));
    return result;
}

ConfigNode::Array convertArray(const toml::array &array, const std::string &file)
{
    ConfigNode::Array result;
    for (const auto &element : array)
        result.push_back(convert(element, file));
    return result;
}

template <typename T>
std::string written(const T &dateOrTime)
{
    std::ostringstream text;
    text << dateOrTime;
    return text.str();
}

ConfigNode::Value convertValue(const toml::node &node, const std::string &file)
{
    if (const auto *table = node.as_table())
        return convertTable(*table, file);
    if (const auto *array = node.as_array())
        return convertArray(*array, file);
    if (const auto *text = node.as_string())
        return text->get();
    if (const auto *integer = node.as_integer())
        return integer->get();
    if (const auto *number = node.as_floating_point())
        return number->get();
    if (const auto *boolean = node.as_boolean())
        return boolean->get();
    if (const auto *date = node.as_date())
        return written(date->get());
    if (const auto *time = node.as_time())
        return written(time->get());
    return written(node.as_date_time()->get());
}

ConfigNode convert(const toml::node &node, const std::string &file)
{
    const auto begin = node.source().begin;
    return {convertValue(node, file), file, static_cast<int>(begin.line),
        static_cast<int>(begin.column)};
}

std::string keyName(std::string_view key) { return "“" + std::string(key) + "”"; }

} // namespace

std::string ConfigNode::where() const
{
    if (m_line <= 0)
        return m_file;
    return m_file + ':' + std::to_string(m_line) + ':' + std::to_string(m_column);
}

const ConfigNode *ConfigNode::find(std::string_view key) const
{
    const auto *entries = std::get_if<Table>(&m_value);
    if (!entries)
        return nullptr;
    const auto found = entries->find(key);
    return found == entries->end() ? nullptr : &found->second;
}

const ConfigNode::Table &ConfigNode::table() const
{
    AGORA_ENSURE(isTable());
    return std::get<Table>(m_value);
}

const ConfigNode::Array &ConfigNode::array() const
{
    AGORA_ENSURE(isArray());
    return std::get<Array>(m_value);
}

Result<std::string> ConfigNode::text(std::string_view key, std::string fallback) const
{
    const auto *node = find(key);
    if (!node)
        return fallback;
    if (const auto *value = std::get_if<std::string>(&node->m_value))
        return *value;
    return node->complain(keyName(key) + " must be a text in quotes");
}

Result<std::int64_t> ConfigNode::integer(
    std::string_view key, std::int64_t fallback, std::int64_t min, std::int64_t max) const
{
    const auto *node = find(key);
    if (!node)
        return fallback;
    const auto *value = std::get_if<std::int64_t>(&node->m_value);
    if (!value)
        return node->complain(keyName(key) + " must be a whole number");
    if (*value < min || *value > max)
        return node->complain(keyName(key) + " must be from " + std::to_string(min) + " to "
            + std::to_string(max) + ", not " + std::to_string(*value));
    return *value;
}

Result<double> ConfigNode::number(
    std::string_view key, double fallback, double min, double max) const
{
    const auto *node = find(key);
    if (!node)
        return fallback;
    const auto *integer = std::get_if<std::int64_t>(&node->m_value);
    const auto *number = std::get_if<double>(&node->m_value);
    if (!integer && !number)
        return node->complain(keyName(key) + " must be a number");
    const double value = integer ? static_cast<double>(*integer) : *number;
    if (!(value >= min && value <= max)) // so written that NaN is refused too
        return node->complain(keyName(key) + " must be from " + formatDouble(min) + " to "
            + formatDouble(max) + ", not " + formatDouble(value));
    return value;
}

Result<bool> ConfigNode::boolean(std::string_view key, bool fallback) const
{
    const auto *node = find(key);
    if (!node)
        return fallback;
    if (const auto *value = std::get_if<bool>(&node->m_value))
        return *value;
    return node->complain(keyName(key) + " must be true or false");
}

Result<std::vector<std::string>> ConfigNode::texts(
    std::string_view key, std::vector<std::string> fallback) const
{
    const auto *node = find(key);
    if (!node)
        return fallback;
    const auto *elements = std::get_if<Array>(&node->m_value);
    if (!elements)
        return node->complain(keyName(key) + " must be a list of texts");
    std::vector<std::string> result;
    for (const auto &element : *elements) {
        const auto *value = std::get_if<std::string>(&element.m_value);
        if (!value)
            return element.complain(keyName(key) + " must hold only texts in quotes");
        result.push_back(*value);
    }
    return result;
}

Result<void> ConfigNode::refuseUnknown(std::initializer_list<std::string_view> known) const
{
    const std::vector<std::string> candidates(known.begin(), known.end());
    for (const auto &[key, node] : table()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            return node.complain(keyName(key) + " is not known here" + suggestion(key, candidates));
    }
    return {};
}

Result<Decimal> ConfigNode::decimal() const
{
    if (const auto *whole = std::get_if<std::int64_t>(&m_value))
        return Decimal::fromWhole(*whole);
    if (const auto *text = std::get_if<std::string>(&m_value))
        return Decimal::parse(*text);
    if (const auto *real = std::get_if<double>(&m_value))
        return Decimal::parse(formatDouble(*real));
    return fail("");
}

Failure<Error> ConfigNode::complain(const std::string &what) const
{
    return fail(where() + ": " + what);
}

Result<ConfigNode> loadConfig(const std::filesystem::path &file)
{
    const auto content = readFile(file);
    if (!content)
        return content.failure();
    return parseConfig(*content, file.string());
}

Result<ConfigNode> parseConfig(std::string_view text, const std::string &fileName)
{
    try {
        return convert(toml::parse(text, fileName), fileName);
    } catch (const toml::parse_error &error) {
        const auto begin = error.source().begin;
        return fail(fileName + ':' + std::to_string(begin.line) + ':' + std::to_string(begin.column)
            + ": " + std::string(error.description()));
    }
}

} // namespace agora
