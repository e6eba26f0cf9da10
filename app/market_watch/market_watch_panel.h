#pragma once

#include "app/link/engine_port.h"
#include "app/panel_context.h"
#include "app/tables/keyed_table_model.h"

#include <QTimer>
#include <QWidget>

namespace agora::app {

class DataTable;

/// One instrument with its newest quote.
struct WatchRow {
    QString symbol;
    QString name;
    std::optional<Tick> tick;
    double pip = 0;
    int move = 0; ///< of the bid, since the quote before: +1, 0, −1
    bool isFlashing = false;
};
using WatchModel = KeyedTableModel<WatchRow>;

[[nodiscard]] WatchModel *makeWatchModel(QObject *parent);

/// Symbols with bid, ask and spread; a quote that moved flashes for a moment.
class MarketWatchPanel final : public QWidget {
    Q_OBJECT

public:
    explicit MarketWatchPanel(const PanelContext &context, QWidget *parent = nullptr);

    [[nodiscard]] WatchModel &model() { return *m_model; }
    [[nodiscard]] std::optional<Tick> quote(const QString &symbol) const;

signals:
    /// A double click: the user wants to see it.
    void symbolActivated(const QString &symbol);
    void newChartRequested(const QString &symbol);
    void orderRequested(const QString &symbol);

private:
    void showInstruments(const std::vector<Instrument> &instruments);
    void showQuotes(const Quotes &quotes);
    void endFlash();
    void showMenu(const QPoint &at);

    EnginePort &m_port;
    WatchModel *m_model;
    DataTable *m_table;
    QTimer m_flash;
};

} // namespace agora::app
