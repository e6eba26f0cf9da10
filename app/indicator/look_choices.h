#pragma once

#include "charts/indicator_setup.h"

#include <QComboBox>

namespace agora::app {

/// How a line is dashed, shown as such.
[[nodiscard]] QComboBox *makeDashBox(Qt::PenStyle dash, QWidget *parent);
[[nodiscard]] Qt::PenStyle dashOf(const QComboBox &box);

/// How an output is drawn; `usual` names what the catalogue says.
[[nodiscard]] QComboBox *makePlotBox(charts::OutputStyle plot, QWidget *parent);
[[nodiscard]] charts::OutputStyle plotOf(const QComboBox &box);

} // namespace agora::app
