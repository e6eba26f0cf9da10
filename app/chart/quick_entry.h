#pragma once

#include "engine/model/period.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListWidget;

namespace agora::app {

class InstrumentBook;

/// A box over a chart: letters find a symbol, digits a period (`5`, `4H`, `1D`, `T100`); Enter
/// takes it, Esc leaves everything as it is.
class QuickEntry final : public QFrame {
    Q_OBJECT

public:
    /// Belongs to `over`, in whose lower part it stands; deletes itself when it closes.
    QuickEntry(const InstrumentBook &book, QWidget *over);

    /// With what has been typed so far.
    void begin(const QString &typed);
    /// Typed so fast that the box had not got the keyboard yet.
    void add(const QString &typed);

signals:
    void symbolChosen(const QString &symbol);
    void periodChosen(agora::Period period);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offer(const QString &text);
    void take();
    void place();

    const InstrumentBook &m_book;
    QLabel *m_title;
    QLineEdit *m_edit;
    QListWidget *m_offers;
    QLabel *m_problem;
};

/// What a trader may type for a period: `5` (minutes), `4H`, `1D`, `h4`, `240`, `T100`. An error is
/// a sentence.
[[nodiscard]] Result<Period> periodOf(const QString &typed);

} // namespace agora::app
