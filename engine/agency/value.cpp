#include "engine/agency/value.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace agora::agency {

namespace {
using Json = nlohmann::json;

Json toLibrary(const Value &value)
{
    if (value.isBool())
        return value.asBool();
    if (value.isInteger())
        return value.asInteger();
    if (value.isNumber())
        return value.asNumber();
    if (value.isText())
        return value.asText();
    if (value.isArray()) {
        Json array = Json::array();
        for (const auto &element : value.asArray())
            array.push_back(toLibrary(element));
        return array;
    }
    if (value.isObject()) {
        Json object = Json::object();
        for (const auto &[key, member] : value.asObject())
            object[key] = toLibrary(member);
        return object;
    }
    return nullptr;
}

Value fromLibrary(const Json &json)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_array()) {
        Value::Array array;
        for (const auto &element : json)
            array.push_back(fromLibrary(element));
        return array;
    }
    if (json.is_object()) {
        Value::Object object;
        for (const auto &[key, member] : json.items())
            object.emplace(key, fromLibrary(member));
        return object;
    }
    return {};
}

const std::string noText;
const Value::Array noArray;
const Value::Object noObject;
const Value noValue;
} // namespace

bool Value::asBool(bool fallback) const
{
    const auto *value = std::get_if<bool>(&m_value);
    return value == nullptr ? fallback : *value;
}

std::int64_t Value::asInteger(std::int64_t fallback) const
{
    const auto *value = std::get_if<std::int64_t>(&m_value);
    return value == nullptr ? fallback : *value;
}

double Value::asNumber(double fallback) const
{
    if (const auto *value = std::get_if<double>(&m_value))
        return *value;
    if (const auto *value = std::get_if<std::int64_t>(&m_value))
        return static_cast<double>(*value);
    return fallback;
}

const std::string &Value::asText() const
{
    const auto *value = std::get_if<std::string>(&m_value);
    return value == nullptr ? noText : *value;
}

const Value::Array &Value::asArray() const
{
    const auto *value = std::get_if<Array>(&m_value);
    return value == nullptr ? noArray : *value;
}

const Value::Object &Value::asObject() const
{
    const auto *value = std::get_if<Object>(&m_value);
    return value == nullptr ? noObject : *value;
}

const Value &Value::operator[](std::string_view key) const
{
    const auto &object = asObject();
    const auto found = object.find(key);
    return found == object.end() ? noValue : found->second;
}

bool Value::contains(std::string_view key) const { return asObject().contains(key); }

void Value::set(std::string key, Value value)
{
    if (isNull())
        m_value = Object{};
    std::get<Object>(m_value).insert_or_assign(std::move(key), std::move(value));
}

void Value::append(Value value)
{
    if (isNull())
        m_value = Array{};
    std::get<Array>(m_value).push_back(std::move(value));
}

Result<Value> Value::parseJson(std::string_view text)
{
    try {
        const auto bounded = [](int depth, Json::parse_event_t, Json &) {
            if (depth > mostDepth)
                throw std::length_error("it is nested too deeply");
            return true;
        };
        return fromLibrary(Json::parse(text, bounded));
    } catch (const std::exception &error) {
        return fail(std::string("not JSON: ") + error.what());
    }
}

std::string Value::toJson(int indent) const
{
    return toLibrary(*this).dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace agora::agency
