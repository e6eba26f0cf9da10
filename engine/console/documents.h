#pragma once

#include "engine/client/engine_client.h"

#include <string_view>
#include <vector>

namespace agora::console {

/// JSON forms. Their keys are listed in README.md and do not change: programs read them.
/// Exact decimals are texts, times are ISO texts in UTC with nine decimals of the second, absent
/// values are null.
[[nodiscard]] agency::Value toDocument(const client::EngineInfo &engine);
[[nodiscard]] agency::Value toDocument(const client::AgentInfo &agent);
[[nodiscard]] agency::Value toDocument(const client::BrainInfo &brain);
[[nodiscard]] agency::Value toDocument(const client::BrainModuleInfo &module);
[[nodiscard]] agency::Value toDocument(const Order &order);
[[nodiscard]] agency::Value toDocument(const Trade &trade);
[[nodiscard]] agency::Value toDocument(const Position &position);
[[nodiscard]] agency::Value toDocument(const Account &account);
[[nodiscard]] agency::Value toDocument(const LogRecord &record);

template <typename Row>
[[nodiscard]] agency::Value toDocument(const std::vector<Row> &rows)
{
    agency::Value::Array array;
    for (const auto &row : rows)
        array.push_back(toDocument(row));
    return array;
}

/// `running`, `parked` …
[[nodiscard]] std::string_view toString(client::AgentPhase phase);

} // namespace agora::console
