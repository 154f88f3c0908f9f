echo "first version"
