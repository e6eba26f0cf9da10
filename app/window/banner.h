#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace agora::app {

/// One sentence above the charts about the state of the engine, with one thing to do about it at
/// most.
class Banner final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Problem };
    explicit Banner(QWidget *parent = nullptr);

    /// Without `button` there is nothing to press; `pressed` tells when it was.
    void show(Kind kind, const QString &sentence, const QString &button = {});
    void clear();
    [[nodiscard]] QString text() const;

signals:
    void pressed();

private:
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace agora::app
