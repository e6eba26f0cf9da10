#pragma once

#include "indicators/indicator_info.h"

#include "engine/base/ensure.h"

namespace agora::indicators {

/// Checked parameters of one indicator; asking for one that is not declared is a bug.
class Arguments {
public:
    explicit Arguments(ParameterValues values) : m_values(std::move(values)) {}

    [[nodiscard]] int integer(const std::string &key) const
    {
        return static_cast<int>(get<std::int64_t>(key));
    }
    [[nodiscard]] double real(const std::string &key) const { return get<double>(key); }
    [[nodiscard]] const std::string &choice(const std::string &key) const
    {
        return get<std::string>(key);
    }

    [[nodiscard]] const std::string &text(const std::string &key) const
    {
        return get<std::string>(key);
    }
    /// `convention` is `mt5`: MetaTrader's variant is wanted.
    [[nodiscard]] bool isMt5() const { return choice("convention") == "mt5"; }

private:
    template <typename T>
    const T &get(const std::string &key) const
    {
        const auto found = m_values.find(key);
        AGORA_ENSURE(found != m_values.end() && std::holds_alternative<T>(found->second));
        return std::get<T>(found->second);
    }

    ParameterValues m_values;
};

} // namespace agora::indicators
