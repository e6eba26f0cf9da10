#pragma once

#include "app/parameters/parameter_form.h"
#include "charts/chart_types.h"

#include <vector>

namespace agora::app {

/// A text of the indicator catalogue in the user's language.
[[nodiscard]] QString catalogText(const std::string &text);

/// The catalogue's parameters, and what it is applied to where there is a choice of it, as fields
/// of a form. `others` are the indicators beside it, which it can be applied to as well.
[[nodiscard]] QList<ParameterField> fieldsOf(
    const indicators::IndicatorInfo &info, const std::vector<charts::IndicatorSetup> &others = {});
[[nodiscard]] QVariantMap valuesOf(
    const indicators::IndicatorInfo &info, const charts::IndicatorSetup &setup);
/// Takes what the form says into the setup.
void takeValues(charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
    const QVariantMap &values);

} // namespace agora::app
