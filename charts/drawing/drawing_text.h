#pragma once

#include <QCoreApplication>

namespace agora::charts {

/// The words of drawings: `DrawingText::tr("Trend Line")`.
class DrawingText {
    Q_DECLARE_TR_FUNCTIONS(agora::charts::Drawing)
};

} // namespace agora::charts
