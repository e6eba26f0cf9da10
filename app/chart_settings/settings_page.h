#pragma once

#include "app/chart_settings/chart_settings.h"

#include <QComboBox>
#include <QWidget>

namespace agora::app {

/// One page of the chart properties: some of the settings, to be edited.
class SettingsPage : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Shows those settings; tells nothing.
    virtual void edit(const ChartSettings &settings) = 0;
    /// Writes what this page holds, and nothing else.
    virtual void take(ChartSettings &settings) const = 0;
    /// Why that cannot be used, in a sentence; empty when it can.
    [[nodiscard]] virtual QString problem() const { return {}; }

signals:
    /// The user has changed something.
    void changed();
};

/// A box whose entries stand for values of an enumeration.
template <typename T>
void addChoice(QComboBox &box, const QString &text, T value)
{
    box.addItem(text, static_cast<int>(value));
}
template <typename T>
void showChoice(QComboBox &box, T value)
{
    box.setCurrentIndex(box.findData(static_cast<int>(value)));
}
template <typename T>
[[nodiscard]] T choiceOf(const QComboBox &box)
{
    return static_cast<T>(box.currentData().toInt());
}

} // namespace agora::app
