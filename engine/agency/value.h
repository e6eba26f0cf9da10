#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace agora::agency {

/// A JSON value: what remote methods take and give. On the wire it is MessagePack.
class Value {
public:
    using Array = std::vector<Value>;
    using Object = std::map<std::string, Value, std::less<>>;

    Value() = default; ///< null
    Value(std::nullptr_t) {}
    Value(bool value) : m_value(value) {}
    Value(int value) : m_value(static_cast<std::int64_t>(value)) {}
    Value(std::int64_t value) : m_value(value) {}
    Value(std::uint64_t value) : m_value(static_cast<std::int64_t>(value)) {}
    Value(double value) : m_value(value) {}
    Value(const char *value) : m_value(std::string(value)) {}
    Value(std::string_view value) : m_value(std::string(value)) {}
    Value(std::string value) : m_value(std::move(value)) {}
    Value(Array value) : m_value(std::move(value)) {}
    Value(Object value) : m_value(std::move(value)) {}

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isBool() const { return std::holds_alternative<bool>(m_value); }
    [[nodiscard]] bool isInteger() const { return std::holds_alternative<std::int64_t>(m_value); }
    [[nodiscard]] bool isNumber() const
    {
        return isInteger() || std::holds_alternative<double>(m_value);
    }
    [[nodiscard]] bool isText() const { return std::holds_alternative<std::string>(m_value); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(m_value); }
    [[nodiscard]] bool isObject() const { return std::holds_alternative<Object>(m_value); }

    /// Each gives the fallback when the value is of another type.
    [[nodiscard]] bool asBool(bool fallback = false) const;
    [[nodiscard]] std::int64_t asInteger(std::int64_t fallback = 0) const;
    [[nodiscard]] double asNumber(double fallback = 0) const;
    [[nodiscard]] const std::string &asText() const; ///< empty when not a text
    [[nodiscard]] const Array &asArray() const; ///< empty when not an array
    [[nodiscard]] const Object &asObject() const; ///< empty when not an object

    /// Member of an object; null when absent or when this is no object.
    const Value &operator[](std::string_view key) const;
    [[nodiscard]] bool contains(std::string_view key) const;
    /// Makes this an object if it is null.
    void set(std::string key, Value value);
    /// Makes this an array if it is null.
    void append(Value value);

    /// What is nested more deeply is refused when it is read (from whomever it comes).
    static constexpr int mostDepth = 100;
    [[nodiscard]] static Result<Value> parseJson(std::string_view text);
    /// One line; with `indent` ≥ 0 pretty-printed.
    [[nodiscard]] std::string toJson(int indent = -1) const;
    /// Texts hold any bytes; an integer above 2^63 wraps. The error names the byte.
    [[nodiscard]] static Result<Value> fromMessagePack(std::span<const std::byte> bytes);
    [[nodiscard]] std::vector<std::byte> toMessagePack() const;

    bool operator==(const Value &) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> m_value;
};

} // namespace agora::agency
