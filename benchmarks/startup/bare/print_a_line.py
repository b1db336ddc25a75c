print("Who should run your operations?")
