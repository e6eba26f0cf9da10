#pragma once

#include "engine/base/result.h"
#include "engine/trading/paper_matcher.h"

#include <string>
#include <string_view>
#include <vector>

namespace agora {

/// One line of the simulated venue's kept state: a word, then fields, separated by tabs.
namespace venue_text {

/// Fields are escaped, so they may hold any text.
[[nodiscard]] std::string line(const std::vector<std::string> &fields);
[[nodiscard]] std::vector<std::string> fields(std::string_view line);

[[nodiscard]] std::vector<std::string> write(const OrderRequest &request);
[[nodiscard]] std::vector<std::string> write(const ExecutionReport &report);
/// Exactly the fields that `write` gave. The error names the field and its text.
[[nodiscard]] Result<OrderRequest> readRequest(const std::vector<std::string> &fields);
/// What the fill shares with its order is taken from there.
[[nodiscard]] Result<ExecutionReport> readReport(
    const std::vector<std::string> &fields, const OrderRequest &order);

} // namespace venue_text
} // namespace agora
