#pragma once

#include <QTableView>
#include <QTimer>

class QSortFilterProxyModel;

namespace agora::app {

class EnginePort;
class InstrumentBook;
class Look;

/// What every table of the window shares: sorting, formatted cells, a hint while empty, grey while
/// the engine is gone, Ctrl+C.
class DataTable final : public QTableView {
    Q_OBJECT

public:
    /// The book must outlive the table.
    DataTable(const Look &look, const InstrumentBook &book, QWidget *parent = nullptr);

    /// Sorted through a proxy of its own, or through `proxy`.
    void show(QAbstractItemModel &model, QSortFilterProxyModel *proxy = nullptr);
    /// What an empty table says.
    void setHint(const QString &hint);
    /// Grey while the connection is lost.
    void follow(EnginePort &port);

    [[nodiscard]] bool isStale() const { return m_isStale; }
    /// Key of the current row; empty when none is selected.
    [[nodiscard]] QString currentKey() const;
    /// As shown: formatted by the delegate.
    [[nodiscard]] QString cellText(const QModelIndex &at) const;
    /// Column widths by title and content; done by itself when the first rows come.
    void fitColumns();
    /// For a narrow table: columns always share its width instead of being scrolled.
    void shareWidth();
    /// Widths, order and sorting as the user left them; empty while there was nothing to fit.
    [[nodiscard]] QByteArray columns() const;
    void restoreColumns(const QByteArray &columns);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void copySelection() const;
    void growColumns();

    const InstrumentBook &m_book;
    const Look &m_look;
    QString m_hint;
    QTimer m_growth;
    bool m_isStale = false;
    bool m_isFitted = false;
};

} // namespace agora::app
