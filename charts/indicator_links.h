#pragma once

#include "charts/indicator_setup.h"

namespace agora::charts {

/// Writes into `input` and `secondInput` what the linked indicators are now, so that a change of
/// one reaches all that it feeds. A link to one that is gone is dropped: the text that is there
/// goes on by itself. Indicators that feed each other in a circle are an error that names one.
[[nodiscard]] Result<void> followLinks(std::vector<IndicatorSetup> &setups);
/// Links the inputs of `setup` to those of `others` whose outputs they name, and drops links to
/// what they name no longer.
void linkInputs(IndicatorSetup &setup, const std::vector<IndicatorSetup> &others);
/// Those that this one feeds, directly.
[[nodiscard]] std::vector<IndicatorSetup> fedBy(
    const std::vector<IndicatorSetup> &setups, const QString &id);
/// Others for a copy: new ids, and links and panes among them follow the copies.
[[nodiscard]] std::vector<IndicatorSetup> withFreshIds(
    std::vector<IndicatorSetup> setups, const std::vector<IndicatorSetup> &taken);

} // namespace agora::charts
