#pragma once

#include "app/parameters/parameter_form.h"
#include "charts/chart_types.h"

namespace agora::app {

/// A text of the indicator catalogue in the user's language.
[[nodiscard]] QString catalogText(const std::string &text);

/// The catalogue's parameters, and the input price where there is a choice of it, as fields of a
/// form.
[[nodiscard]] QList<ParameterField> fieldsOf(const indicators::IndicatorInfo &info);
[[nodiscard]] QVariantMap valuesOf(
    const indicators::IndicatorInfo &info, const charts::IndicatorSetup &setup);
/// Takes what the form says into the setup.
void takeValues(charts::IndicatorSetup &setup, const indicators::IndicatorInfo &info,
    const QVariantMap &values);

} // namespace agora::app
