#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace agora::app {

class ChartPage;

/// Chooses the symbols that a chart compares with its own; each mark takes effect at once.
class CompareDialog final : public QDialog {
    Q_OBJECT

public:
    explicit CompareDialog(ChartPage &page);

private:
    void fill();
    void filter(const QString &text);

    ChartPage &m_page;
    QLineEdit *m_search;
    QListWidget *m_symbols;
};

} // namespace agora::app
