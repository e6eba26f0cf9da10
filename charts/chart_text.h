#pragma once

#include <QCoreApplication>

namespace agora::charts {

/// The words of a price chart outside of its own class: `ChartText::tr("Loading")`.
class ChartText {
    Q_DECLARE_TR_FUNCTIONS(agora::charts::PriceChart)
};

} // namespace agora::charts
