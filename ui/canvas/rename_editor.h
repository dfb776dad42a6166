#pragma once

#include <functional>

#include <QLabel>
#include <QLineEdit>
#include <QPointer>

namespace virga::ui {

// A line edit over a card's name. While the name won't do, the reason stands below and Enter keeps editing; Esc leaves.
class RenameEditor : public QLineEdit {
  Q_OBJECT

 public:
  // `refusal` tells why a name won't do; empty: it will.
  RenameEditor(const QString& name, std::function<QString(const QString&)> refusal, QWidget* parent);
  ~RenameEditor() override;
  void place(const QRect& rect);

 signals:
  void renamed(const QString& name);
  void finished();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void check();
  void finish(bool take);

  QString before_;
  std::function<QString(const QString&)> refusal_;
  QPointer<QLabel> reason_;  // beside this edit in the same parent
  bool isFinished_ = false;
};

}  // namespace virga::ui
