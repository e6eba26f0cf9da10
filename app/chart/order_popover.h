#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace agora::app {

/// A small question over a chart: what is about to change, and what it means. Enter sends, Esc
/// goes back. It deletes itself when it is answered.
class OrderPopover final : public QFrame {
    Q_OBJECT

public:
    struct Question {
        QString title; ///< `Buy limit 10,000 EUR_USD`
        QString change; ///< `1.08450 → 1.08420`
        QString meaning; ///< risk, reward, distance; empty = none
        QString warning; ///< what to be careful of; empty = nothing
        QString yes; ///< `Send`
    };

    /// Stands beside `at`, in the coordinates of `over`, whose child it is.
    OrderPopover(const Question &question, const QPoint &at, QWidget *over);

    /// Closes without an answer: what it asked about is gone.
    void withdraw();

signals:
    void accepted();
    void rejected();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void answer(bool isYes);

    bool m_isAnswered = false;
};

} // namespace agora::app
