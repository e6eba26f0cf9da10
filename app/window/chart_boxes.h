#pragma once

#include "app/panel_context.h"

#include <QComboBox>

#include <functional>

class QToolBar;

namespace agora::app {

class ChartPage;

/// Symbol and period of a chart, to be read and chosen in a toolbar.
class ChartBoxes final : public QObject {
    Q_OBJECT

public:
    /// `page` names the chart they act on, null when there is none. Belongs to the toolbar.
    ChartBoxes(const PanelContext &context, QToolBar &bar, std::function<ChartPage *()> page);

    void addSymbol();
    void addPeriod();
    void showSymbols();
    void sync();

private:
    void chooseSymbol(const QString &symbol);
    void choosePeriod(int index);

    const PanelContext m_context;
    QToolBar &m_bar;
    std::function<ChartPage *()> m_page;
    QComboBox *m_symbol;
    QComboBox *m_period;
    bool m_isSyncing = false;
};

} // namespace agora::app
